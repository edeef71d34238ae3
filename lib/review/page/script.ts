/** The buttons of the page. Without it the page can be read too: pictures are links, and details open by themselves. */
export const script = `
(() => {
  const root = document.documentElement;
  const all = (selector) => [...document.querySelectorAll(selector)];
  const press = (buttons, pressed) => { for (const one of buttons) one.setAttribute('aria-pressed', String(one === pressed)); };
  const reveal = () => {
    const target = location.hash.length > 1 ? document.getElementById(decodeURIComponent(location.hash.slice(1))) : null;
    for (let at = target; at; at = at.parentElement) if (at.localName === 'details') at.open = true;
    if (target) { target.scrollIntoView(); (target.querySelector('summary') ?? target).focus({ preventScroll: true }); }
  };
  for (const group of all('[data-tools]')) group.hidden = false;
  for (const button of all('[data-theme-choice]'))
    button.addEventListener('click', () => {
      const choice = button.dataset.themeChoice;
      if (choice === 'system') delete root.dataset.theme; else root.dataset.theme = choice;
      press(all('[data-theme-choice]'), button);
    });
  for (const button of all('[data-open]'))
    button.addEventListener('click', () => {
      for (const one of all('#' + button.dataset.of + ' details')) one.open = button.dataset.open === 'yes';
    });
  for (const button of all('[data-show]'))
    button.addEventListener('click', () => {
      const list = document.getElementById(button.dataset.of);
      let shown = 0;
      for (const entry of list.querySelectorAll('[data-word]')) {
        entry.hidden = button.dataset.show !== 'all' && entry.dataset.word !== button.dataset.show;
        if (!entry.hidden) shown++;
      }
      press(all('[data-show][data-of="' + button.dataset.of + '"]'), button);
      document.getElementById(button.dataset.of + '-count').textContent = shown + (shown === 1 ? ' entry' : ' entries');
    });
  for (const button of all('[data-zoom]'))
    button.addEventListener('click', () => {
      const svg = document.querySelector('#' + button.dataset.of + ' svg');
      const width = svg.viewBox.baseVal.width;
      const frame = svg.parentElement.clientWidth;
      const now = svg.getBoundingClientRect().width / width;
      const scale = { in: now * 1.25, out: now / 1.25, fit: Math.min(1, frame / width), whole: 1 }[button.dataset.zoom];
      svg.setAttribute('width', String(width * scale));
      svg.setAttribute('height', String(svg.viewBox.baseVal.height * scale));
    });
  addEventListener('hashchange', reveal);
  addEventListener('beforeprint', () => { for (const one of all('details')) one.open = true; });
  reveal();
})();
`;
