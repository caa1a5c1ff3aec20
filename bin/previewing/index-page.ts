import { html } from '../../lambdas/pages/markup.ts'
import { SHOTS } from './draw.ts'
import type { View } from './view.ts'

/** One page that shows all views side by side: pictures where there are any, else the views themselves in frames. */
export const indexPage = (organisation: string, views: readonly View[], pictures: boolean): string =>
  html`<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Preview: ${organisation}</title>
<style>body{margin:24px;font:16px/1.5 sans-serif}.row{display:flex;gap:16px;overflow:auto;align-items:flex-start}img,iframe{border:1px solid #999}img.phone{width:195px}img.desktop{width:480px}iframe{height:700px}</style></head>
<body><h1>${organisation}: a preview</h1><p>Made up from the plan; nobody was sent any of this.</p>
${views.map(
  ({ name, title, text }) =>
    html`<h2>${title}</h2><p><a href="${name}.html">HTML</a>${text !== undefined && html` · <a href="${name}.txt">text</a>`}</p><div class="row">${
      pictures
        ? SHOTS.map(
            (shot) =>
              html`<img class="${shot.split('-')[0]}" src="${name}-${shot}.png" alt="${title}, ${shot.replace('-', ', ')}">`,
          )
        : [390, 1280].map(
            (width) => html`<iframe src="${name}.html" width="${width}" title="${title}, ${width} pixels"></iframe>`,
          )
    }</div>\n`,
)}</body></html>\n`.toString()
