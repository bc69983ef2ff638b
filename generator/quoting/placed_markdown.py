"""Parses Markdown so that every token knows where it stands; the only one that knows the insides of markdown-it."""

from functools import cache, partial
from typing import Any

from markdown_it import MarkdownIt, rules_block, rules_inline
from markdown_it.parser_block import RuleFuncBlockType
from markdown_it.parser_inline import ParserInline, RuleFuncInlineType
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

SPAN = "span"
"""Key of an inline token's range, in characters of its block's content."""
LINES = "lines"
"""Key of a block token's lines: for each, the offset of its first character after markers and indent."""

_BLOCK_RULES: dict[str, tuple[RuleFuncBlockType, list[str]]] = {
    "table": (rules_block.table, ["paragraph", "reference"]),
    "code": (rules_block.code, []),
    "fence": (rules_block.fence, ["paragraph", "reference", "blockquote", "list"]),
    "html_block": (rules_block.html_block, ["paragraph", "reference", "blockquote"]),
    "heading": (rules_block.heading, ["paragraph", "reference", "blockquote"]),
    "lheading": (rules_block.lheading, []),
    "paragraph": (rules_block.paragraph, []),
}
"""The rules that make text, each with the chains it may interrupt."""
_INLINE_RULES: dict[str, RuleFuncInlineType] = {
    "text": rules_inline.text,
    "newline": rules_inline.newline,
    "escape": rules_inline.escape,
    "backticks": rules_inline.backtick,
    "emphasis": rules_inline.emphasis.tokenize,
    "link": rules_inline.link,
    "image": rules_inline.image,
    "autolink": rules_inline.autolink,
    "html_inline": rules_inline.html_inline,
    "entity": rules_inline.entity,
}
"""The rules of CommonMark. Strikethrough is left out on purpose: who quotes a struck-out "not" must show its tildes."""


class _PlacedState(StateInline):
    """Remembers where the text that waits to become a token began."""

    text_start = 0

    def pushPending(self) -> Token:  # noqa: N802 - markdown-it's name
        token = super().pushPending()
        token.meta[SPAN] = (self.text_start, self.text_start + len(token.content))
        return token


class _PlacedInline(ParserInline):
    """Parses inline text with the state that knows places."""

    def parse(self, src: str, md: MarkdownIt, env: Any, tokens: list[Token]) -> list[Token]:
        state = _PlacedState(src, md, env, tokens)
        self.tokenize(state)
        for rule in self.ruler2.getRules(""):
            rule(state)
        return state.tokens


def _place_inline(rule: RuleFuncInlineType, state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
    start, known = state.pos, len(state.tokens)
    if not silent and not state.pending and isinstance(state, _PlacedState):
        state.text_start = start
    matched = rule(state, silent)
    if matched and not silent:
        fresh = [token for token in state.tokens[known:] if SPAN not in token.meta]
        is_run = rule is rules_inline.emphasis.tokenize
        for number, token in enumerate(fresh):
            token.meta[SPAN] = (start + number, start + number + 1) if is_run else (start, state.pos)
    return matched


def _place_block(rule: RuleFuncBlockType, state: StateBlock, first: int, last: int, silent: bool) -> bool:  # noqa: FBT001
    known = len(state.tokens)
    matched = rule(state, first, last, silent)
    if matched and not silent:
        for token in state.tokens[known:]:
            top, bottom = token.map or (first, first)
            token.meta[LINES] = tuple(state.bMarks[line] + state.tShift[line] for line in range(top, bottom))
    return matched


def parse_markdown(text: str) -> list[Token]:
    """Give the tokens of a text whose line breaks are all LF. Source: CommonMark 0.31, with GFM's tables."""
    return _make_parser().parse(text)


@cache
def _make_parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark")
    parser.inline = _PlacedInline()
    for name, inline_rule in _INLINE_RULES.items():
        parser.inline.ruler.at(name, partial(_place_inline, inline_rule))
    for name, (block_rule, interrupts) in _BLOCK_RULES.items():
        parser.block.ruler.at(name, partial(_place_block, block_rule), {"alt": interrupts})
    parser.inline.ruler.enableOnly(list(_INLINE_RULES))
    parser.inline.ruler2.enableOnly(["balance_pairs", "emphasis"])
    parser.core.ruler.enableOnly(["normalize", "block", "inline"])
    parser.enable("table")
    return parser
