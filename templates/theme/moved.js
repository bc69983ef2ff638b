// A refresh drops the place on the page, such as #c3, so where there is one, a script leads there first.
if (location.hash) location.replace(document.currentScript.dataset.target + location.hash);
