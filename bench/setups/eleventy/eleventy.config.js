// Markdown as it comes (markdown-it with HTML), without a template language in the pages, in a bare layout.
export default function (config) {
  config.setUseGitIgnore(false);
  config.addGlobalData("layout", "bare.liquid");
  return {
    dir: { input: "pages", includes: "../layouts", output: "out" },
    markdownTemplateEngine: false,
    templateFormats: ["md"],
  };
}
