import { chartStyle } from '../charts/style.ts'

/**
 * The one style sheet of all pages. Phone first; light and dark by what the device asks for; every control at least
 * 44 px high; text and controls keep 4.5 : 1 contrast in both schemes. It is constant, so the content security policy
 * names its hash and nothing else may style a page.
 */
export const style = `
:root{color-scheme:light dark;--paper:#f4f3ef;--card:#fff;--text:#1d2329;--soft:#55606a;--line:#dedbd2;--edge:#8a8f8c;--accent:#0f5c63;--on-accent:#fff;--wash:#e8f1f1;--bad:#a3261f;--bad-wash:#fbeceb;--good:#1c6236;--good-wash:#e7f3ea;--notice:#fdf1d6;--on-notice:#5e4200}
@media (prefers-color-scheme:dark){:root{--paper:#14181b;--card:#1e2428;--text:#eceae4;--soft:#a9b3ba;--line:#3a434a;--edge:#7d878e;--accent:#7fcbcd;--on-accent:#08282a;--wash:#1a3235;--bad:#ff9d94;--bad-wash:#3b201e;--good:#8fd6a5;--good-wash:#193022;--notice:#3a2f14;--on-notice:#f6dd9f}}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;scroll-behavior:smooth}
body{margin:0;background:var(--paper);color:var(--text);font:16px/1.5 -apple-system,"Segoe UI",Roboto,Helvetica,Arial,sans-serif;overflow-wrap:anywhere}
.notice{margin:0;padding:10px 16px;background:var(--notice);color:var(--on-notice);font-size:14px;text-align:center}
.notice.rounded{margin:16px 0 0;border-radius:12px;font-size:1rem;text-align:left}
.column{max-width:42rem;margin:0 auto;padding:0 16px}
header.column{padding-top:24px}
main.column{padding-bottom:8px}
h1{margin:0;font-size:1.6rem;line-height:1.25}
h2{margin:0;font-size:1.3rem;line-height:1.3}
h3{margin:0;font-size:1rem}
p{margin:8px 0 0}
a{color:var(--accent)}
.soft{color:var(--soft)}
.small{font-size:.9rem}
.bad{color:var(--bad)}
.good{color:var(--good)}
.entry{margin:14px 0 0}
.entry p{margin:3px 0 0}
.state{font-weight:700;font-size:.9rem}
.owners thead th,.owners td{padding-left:8px;overflow-wrap:normal}
.owners tr th:first-child{padding-left:0;overflow-wrap:anywhere}
.figures{display:grid;grid-template-columns:1fr 1fr;gap:14px 18px;margin:14px 0 22px;padding:0;list-style:none}
.figures strong{display:block;font-size:1.5rem;line-height:1.2}
.part{margin:24px 0 0}
.card>h3{margin-top:22px}
.conclude .actions{margin-bottom:22px}
.actions{margin:8px 0 0;padding:0 0 0 20px}
.actions li{margin:6px 0 0}
.contents{margin:16px 0 0;padding:0;list-style:none}
.contents a{display:block;padding:10px 0;border-top:1px solid var(--line);text-decoration:none}
.contents a:hover .what{text-decoration:underline}
.contents .what{display:block;color:var(--accent);font-weight:600}
.card{margin:20px 0 0;padding:20px 18px;background:var(--card);border:1px solid var(--line);border-radius:14px;scroll-margin-top:12px}
.card:target{border-color:var(--accent);box-shadow:0 0 0 1px var(--accent)}
.figure{margin:16px 0 0}
.figure strong{margin-right:6px;font-size:2.4rem;line-height:1.1;letter-spacing:-.02em}
.deadline{margin:10px 0 0}
.banner{margin:20px 0 0;padding:14px 16px;border-radius:12px;border-left:4px solid}
.banner p{margin:4px 0 0}
.banner.good{background:var(--good-wash);border-color:var(--good)}
.banner.wrong{background:var(--bad-wash);border-color:var(--bad)}
.banner h2,.banner h3{font-size:1.05rem}
.banner:target{scroll-margin-top:12px}
${chartStyle}
table{width:100%;border-collapse:collapse;font-size:.9rem;font-variant-numeric:tabular-nums}
th,td{padding:6px 0;text-align:right;border-top:1px solid var(--line);font-weight:400}
th:first-child{text-align:left}
thead th{color:var(--soft);border:0}
form{margin:20px 0 0}
fieldset{margin:0;padding:0;border:0;min-width:0}
legend,.label{display:block;padding:0;font-weight:600}
.hint{display:block;color:var(--soft);font-size:.9rem;font-weight:400}
.choice{display:flex;gap:12px;align-items:flex-start;min-height:52px;margin:10px 0 0;padding:13px 14px;border:1.5px solid var(--edge);border-radius:12px;cursor:pointer}
.choice:hover{border-color:var(--accent)}
.choice:has(input:checked){border-color:var(--accent);background:var(--wash);box-shadow:0 0 0 1px var(--accent)}
.choice input{flex:none;width:22px;height:22px;margin:1px 0 0;accent-color:var(--accent)}
.choice span{min-width:0}
.choice b{font-weight:600}
.mark{display:inline-block;margin-top:4px;padding:1px 8px;border:1px solid var(--edge);border-radius:9px;color:var(--soft);font-size:.8rem}
.field{margin:18px 0 0}
textarea,input[type=date],input[type=text]{display:block;width:100%;min-height:48px;margin:6px 0 0;padding:11px 12px;border:1.5px solid var(--edge);border-radius:10px;background:var(--card);color:var(--text);font:inherit}
textarea{min-height:5.5rem;resize:vertical}
input[type=date]{max-width:15rem}
textarea[aria-invalid=true],input[aria-invalid=true]{border-color:var(--bad);border-width:2px}
fieldset[aria-invalid=true] .choice{border-color:var(--bad)}
button{display:block;width:100%;min-height:52px;margin:20px 0 0;padding:12px 22px;border:1.5px solid var(--accent);border-radius:12px;background:var(--accent);color:var(--on-accent);font:inherit;font-weight:600;cursor:pointer}
a.button{display:inline-block;margin:12px 0 0;padding:13px 22px;border-radius:12px;background:var(--accent);color:var(--on-accent);font-weight:600;text-decoration:none}
button.quiet{background:transparent;color:var(--accent)}
button:hover{filter:brightness(1.08)}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
.tiles{display:grid;grid-template-columns:repeat(6,1fr);gap:8px;margin:10px 0 0}
.tile{display:flex;flex-direction:column;gap:2px;align-items:center;justify-content:center;min-height:52px;border:1.5px solid var(--edge);border-radius:10px;cursor:pointer}
.tile:has(input:checked){border-color:var(--accent);background:var(--wash);box-shadow:0 0 0 1px var(--accent)}
.tile input{width:18px;height:18px;margin:0;accent-color:var(--accent)}
.tile b{font-weight:600;font-size:.9rem}
.thirds{display:grid;grid-template-columns:repeat(3,1fr);gap:8px;margin:10px 0 0}
.third{display:flex;flex-direction:column;gap:2px;align-items:center;justify-content:center;min-height:56px;padding:6px 4px;border:1.5px solid var(--edge);border-radius:12px;text-align:center;cursor:pointer}
.third:has(input:checked){border-color:var(--accent);background:var(--wash);box-shadow:0 0 0 1px var(--accent)}
.third input{width:18px;height:18px;margin:0;accent-color:var(--accent)}
.third b{font-weight:600;font-size:.95rem}
fieldset[aria-invalid=true] .third{border-color:var(--bad)}
.promise{margin:18px 0 0;padding:0 0 0 12px;border-left:3px solid var(--line)}
.promise .choices{display:flex;flex-wrap:wrap;gap:8px;margin:8px 0 0}
.promise .choice{margin:0;min-height:44px;padding:9px 12px}
@supports selector(:has(*)){
form:not(:has(input[name=status]:checked)):not(:has(input[name=milestone]:not([value='']):checked)) .then,form:not(:has(input[name=status][value=off-track]:checked)) .when-off,form:not(:has(input[name=milestone][value=done]:checked)) .when-done,form:not(:has(input[name=milestone][value=re-date]:checked)) .when-re-date,form:not(:has(input[name=milestone][value=split]:checked)) .when-split,form:not(:has(input[name=status]:checked)) .better-than-off,form:has(input[name=status][value=off-track]:checked) .better-than-off,form:not(:has(input[name=status][value=on-track]:checked)) .better-than-risk,.promise:not(:has(input[value=open]:checked)) .field .field,.promise:not(:has(input[value=open]:checked))>.field:not(fieldset){display:none}
}
details{margin:18px 0 0}
.card>details:first-child{margin:0}
summary{min-height:44px;padding:10px 0;color:var(--accent);font-weight:600;cursor:pointer}
ol.steps{margin:0;padding:0;list-style:none} .steps li{margin:0;padding:10px 0;border-top:1px solid var(--line)} .steps p{margin:0} details.numbers{margin:4px 0 0}
.other{margin:18px 0 0;padding:18px 0 0;border-top:1px solid var(--line)}
.owner{margin:0;border-top:1px solid var(--line)} h2+.owner{margin-top:14px} .owner .actions{margin:0 0 12px} summary .small{display:block;font-weight:400}
dl{margin:12px 0 0}
dt{color:var(--soft);font-size:.9rem}
dd{margin:0 0 8px}
blockquote{margin:8px 0 0;padding:0 0 0 12px;border-left:3px solid var(--line);white-space:pre-line}
footer.column{padding-top:24px;padding-bottom:40px;color:var(--soft);font-size:.9rem}
@media (min-width:40rem){.card{padding:28px}header.column{padding-top:40px}button{width:auto;min-width:14rem}h1{font-size:1.9rem}}
@media (prefers-reduced-motion:reduce){html{scroll-behavior:auto}}
@media print{:root{color-scheme:light;--paper:#fff;--card:#fff;--text:#000;--soft:#444;--line:#bbb;--accent:#0f5c63;--bad:#a3261f}body{font-size:11pt}.column{max-width:none}form,details.otherwise,.contents,.jump,.conclude .other{display:none}.card{margin-top:12px;padding:0;border:0;box-shadow:none}.entry,tr{break-inside:avoid}.owner::details-content{content-visibility:visible}h1,h2,h3{break-after:avoid}}`
