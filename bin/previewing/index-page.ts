import { html } from '../../lambdas/pages/markup.ts'
import { SHOTS } from './draw.ts'
import type { View } from './view.ts'

/** What the page lists, by how the names of views begin. */
const GROUPS = [
  ['Mails', 'mail-'],
  ['Pages', 'page-'],
] as const

/** One page that shows all views side by side: pictures where there are any, else the views themselves in frames. */
export const indexPage = (organisation: string, views: readonly View[], pictures: boolean): string =>
  html`<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Preview: ${organisation}</title>
<style>body{margin:24px;font:16px/1.5 sans-serif}.row{display:flex;gap:16px;overflow:auto;align-items:flex-start}img,iframe{border:1px solid #999}img.phone{width:195px}img.desktop{width:480px}iframe{height:700px}</style></head>
<body><h1>${organisation}: a preview</h1><p>Made up from the plan; nobody was sent any of this.</p>
${GROUPS.map(([heading, prefix]) => html`<h2>${heading}</h2><ul>${views.filter(({ name }) => name.startsWith(prefix)).map(({ name, title }) => html`<li><a href="#${name}">${title}</a></li>`)}</ul>`)}
${views.map(
  ({ name, title, text }) =>
    html`<h2 id="${name}">${title}</h2><p>${text !== undefined && html`${text.split('\n', 1)[0]}<br>`}<a href="${name}.html">HTML</a>${text !== undefined && html` · <a href="${name}.txt">text</a>`}</p><div class="row">${
      pictures
        ? SHOTS.map(
            (shot) =>
              html`<img loading="lazy" class="${shot.split('-')[0]}" src="${name}-${shot}.png" alt="${title}, ${shot.replace('-', ', ')}">`,
          )
        : [390, 1280].map(
            (width) =>
              html`<iframe loading="lazy" src="${name}.html" width="${width}" title="${title}, ${width} pixels"></iframe>`,
          )
    }</div>\n`,
)}</body></html>\n`.toString()
