import { html, type Markup, type Piece, trusted } from './markup.ts'
import { style } from './style.ts'

/** What stands around the content of every page. */
export interface ShellInput {
  lang: string
  title: string
  notice?: string
  header?: Piece
  content: Piece
  footer?: Piece
}

/** The document. No script, no image, no request but the page itself. */
export function shell({ lang, title, notice, header, content, footer }: ShellInput): Markup {
  return html`<!DOCTYPE html>
<html lang="${lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex, nofollow">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
<style>${trusted(style)}</style>
</head>
<body>
${notice && html`<aside aria-label="${notice}"><p class="notice">${notice}</p></aside>`}
${header && html`<header class="column">${header}</header>`}
<main class="column">
${content}
</main>
${footer && html`<footer class="column">${footer}</footer>`}
</body>
</html>
`
}
