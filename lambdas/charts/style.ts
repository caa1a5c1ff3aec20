/**
 * How charts look: part of the style sheet of every page and report that has one. The colours are the page's own custom
 * properties; those of zones are made here, light and dark. What matters is told by shape too: rings, dashes, stripes.
 */
export const chartStyle = `
:root{--zone-amber:#f7e3b0;--zone-red:#f4cdc9;--stripe:#8a8f8c}
@media (prefers-color-scheme:dark){:root{--zone-amber:#96771f;--zone-red:#b0483f;--stripe:#98a2a8}}
.chart{margin:16px 0 0}
.chart svg{display:block;width:100%;max-width:38rem;height:auto;overflow:visible}
.chart text{font-size:12.5px;fill:var(--soft)}
.chart .zone{fill-opacity:.6}
.chart .zone.amber{fill:var(--zone-amber)}
.chart .zone.red{fill:var(--zone-red)}
.chart .episode{fill:var(--stripe);fill-opacity:.22}
.chart .axis{fill:none;stroke:var(--line)}
.chart .reference{stroke:var(--soft);stroke-width:1;stroke-dasharray:3 4}
.chart .centre{stroke:var(--soft);stroke-width:1}
.chart .limit{stroke:var(--soft);stroke-width:1;stroke-dasharray:8 4}
.chart .mark{stroke:var(--text);stroke-width:1.5;stroke-dasharray:2 3}
.chart .fan{fill:var(--accent);opacity:.18}
.chart .expected{fill:none;stroke:var(--text);stroke-width:2;stroke-dasharray:5 4}
.chart .target{fill:none;stroke:var(--accent);stroke-width:2}
.chart .result{fill:none;stroke:var(--text);stroke-width:2;stroke-linejoin:round;stroke-linecap:round}
.chart .dot,.chart .miss,.chart .hole,.chart .signal{fill:none;stroke-linecap:round}
.chart .dot{stroke:var(--text);stroke-width:6}
.chart .miss{stroke:var(--bad);stroke-width:10}
.chart .hole{stroke:var(--card);stroke-width:6}
.chart .signal{stroke:var(--bad);stroke-width:7;stroke-linecap:square}
.chart ul{display:flex;flex-wrap:wrap;gap:4px 18px;margin:8px 0 0;padding:0;list-style:none;font-size:.85rem;color:var(--soft)}
.chart li svg{display:inline-block;width:26px;height:10px;margin-right:6px}
.chart li rect{stroke:var(--edge)}
@media (min-width:40rem){.chart text{font-size:9px}}
@media print{:root{--zone-amber:#f7e3b0;--zone-red:#f4cdc9;--stripe:#8a8f8c}}`
