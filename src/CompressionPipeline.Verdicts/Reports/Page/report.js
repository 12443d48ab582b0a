(() => {
  'use strict';
  const all = (selector, from = document) => [...from.querySelectorAll(selector)];

  // Light and dark.
  const root = document.documentElement;
  const theme = document.getElementById('theme');
  const dark = () => root.dataset.theme ? root.dataset.theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
  const name = () => { theme.textContent = dark() ? 'Light' : 'Dark'; theme.setAttribute('aria-label', dark() ? 'Switch to light colours' : 'Switch to dark colours'); };
  theme.hidden = false;
  theme.addEventListener('click', () => { root.dataset.theme = dark() ? 'light' : 'dark'; name(); });
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', name);
  name();

  // Tables that their headings sort; a second press turns the order round.
  for (const table of all('table.sortable')) {
    const body = table.tBodies[0];
    const key = (row, column) => {
      const cell = row.cells[column];
      const value = cell.dataset.value;
      return value === undefined ? cell.textContent.trim().toLowerCase() : value === '' ? null : Number(value);
    };
    const compare = (a, b) => a === null ? (b === null ? 0 : 1) : b === null ? -1 : a < b ? -1 : a > b ? 1 : 0;
    all('thead th', table).forEach((heading, column) => {
      const button = document.createElement('button');
      button.type = 'button';
      button.append(...heading.childNodes);
      heading.append(button);
      button.addEventListener('click', () => {
        const up = heading.getAttribute('aria-sort') !== 'ascending';
        all('thead th', table).forEach(other => other.removeAttribute('aria-sort'));
        heading.setAttribute('aria-sort', up ? 'ascending' : 'descending');
        const rows = [...body.rows].map(row => [key(row, column), row]);
        rows.sort((a, b) => a[0] === null || b[0] === null ? compare(a[0], b[0]) : up ? compare(a[0], b[0]) : compare(b[0], a[0]));
        body.append(...rows.map(row => row[1]));
      });
    });
  }

  // One plot at a time.
  for (const group of all('.switch')) {
    group.hidden = false;
    const buttons = all('button', group);
    const show = chosen => buttons.forEach(button => {
      button.setAttribute('aria-pressed', String(button === chosen));
      document.getElementById(button.dataset.show).hidden = button !== chosen;
    });
    buttons.forEach(button => button.addEventListener('click', () => show(button)));
    show(buttons[0]);
  }

  // What a point says, beside it, by pointer and by keyboard.
  const tip = document.createElement('div');
  tip.className = 'tip';
  tip.setAttribute('aria-hidden', 'true');
  tip.hidden = true;
  document.body.append(tip);
  const hide = () => { tip.hidden = true; };
  const tell = point => {
    const box = point.querySelector('.target').getBoundingClientRect();
    tip.textContent = point.getAttribute('aria-label');
    tip.hidden = false;
    const left = Math.max(8, Math.min(box.left + box.width / 2 - tip.offsetWidth / 2, root.clientWidth - tip.offsetWidth - 8));
    const above = box.top - tip.offsetHeight - 6;
    tip.style.left = `${left + scrollX}px`;
    tip.style.top = `${(above < 0 ? box.bottom + 6 : above) + scrollY}px`;
  };
  for (const plot of all('svg.plot')) {
    const points = all('.point', plot);
    points.forEach((point, i) => {
      point.querySelector('title').remove();
      point.addEventListener('focus', () => tell(point));
      point.addEventListener('blur', hide);
      point.addEventListener('pointerenter', () => tell(point));
      point.addEventListener('pointerleave', hide);
      point.addEventListener('keydown', pressed => {
        const step = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1 }[pressed.key];
        if (pressed.key === 'Escape') hide();
        if (!step) return;
        pressed.preventDefault();
        points[(i + step + points.length) % points.length].focus();
      });
    });
  }

  // A link to something folded opens it.
  const reveal = () => {
    const target = location.hash.length > 1 && document.getElementById(location.hash.slice(1));
    for (let at = target; at; at = at.parentElement) if (at.tagName === 'DETAILS') at.open = true;
    if (target && target.tagName === 'DETAILS') target.querySelector('summary').focus();
    if (target) target.scrollIntoView();
  };
  addEventListener('hashchange', reveal);
  reveal();

  // Commands to the clipboard, also where a page from disk may not use it.
  for (const button of all('[data-copy]')) {
    button.hidden = false;
    button.addEventListener('click', async () => {
      const source = document.getElementById(button.dataset.copy);
      try {
        await navigator.clipboard.writeText(source.textContent);
      } catch {
        const range = document.createRange();
        range.selectNodeContents(source);
        const selection = getSelection();
        selection.removeAllRanges();
        selection.addRange(range);
        document.execCommand('copy');
      }
      button.textContent = 'Copied';
      setTimeout(() => { button.textContent = 'Copy'; }, 2000);
    });
  }
})();
