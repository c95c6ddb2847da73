// Shows a quiet line to a reader whose browser asks for another language that the page is in: a link, never a redirect.
const primary = (tag) => tag.split("-")[0];
const here = primary(document.documentElement.lang);
const proposal = (tag) => document.querySelector(`.proposal[data-language="${CSS.escape(tag)}"]`);
const wanted = navigator.languages.map(primary).find((tag) => tag === here || proposal(tag));
if (wanted && wanted !== here) proposal(wanted).hidden = false;
