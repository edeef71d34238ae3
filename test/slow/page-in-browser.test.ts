import fs from 'node:fs';
import path from 'node:path';
import { chromium, type Browser } from 'playwright-core';
import { temporaryFolder } from '../commands/program';
import { examplePage } from '../review/example-page';

/** Debian's; what else there is has the same engine. */
const executable = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((file) =>
  fs.existsSync(file),
);
/** Where there is no browser the test is named as skipped: apt-get install chromium. */
const inBrowser = executable === undefined ? test.skip : test;

let browser: Browser | undefined;
beforeAll(async () => {
  if (executable !== undefined) browser = await chromium.launch({ executablePath: executable, args: ['--no-sandbox'] });
}, 60_000);
afterAll(() => browser?.close());

inBrowser(
  'in a browser: no error, no request, every button, by keyboard, in both color schemes',
  async () => {
    const text = await examplePage();
    const file = path.join(temporaryFolder(), 'review.html');
    fs.writeFileSync(file, text);
    for (const colorScheme of ['light', 'dark'] as const) {
      const tab = await browser!.newPage({ colorScheme, viewport: { width: 1_200, height: 900 } });
      const [errors, requests]: [string[], string[]] = [[], []];
      tab.on('console', (message) => errors.push(message.text()));
      tab.on('pageerror', (error) => errors.push(error.message));
      tab.on('request', (request) => requests.push(request.url()));
      await tab.goto(`file://${file}`);
      const back = () => tab.evaluate<string>('getComputedStyle(document.body).backgroundColor');
      expect(await back()).toBe(colorScheme === 'light' ? 'rgb(255, 255, 255)' : 'rgb(13, 17, 23)');
      for (const button of await tab.getByRole('button').all()) await button.click();
      await tab.getByRole('button', { name: 'light' }).click();
      expect(await back()).toBe('rgb(255, 255, 255)');
      await tab.getByRole('button', { name: 'Close all units' }).click();
      const link = tab.getByRole('link', { name: /^demo, 2 objects/ }).first();
      await link.focus();
      await tab.keyboard.press('Enter');
      await tab.waitForFunction("document.activeElement?.localName === 'summary'");
      expect(await tab.evaluate<boolean>("document.activeElement.parentElement.hasAttribute('open')")).toBe(true);
      await tab.getByRole('button', { name: 'roll', exact: true }).click();
      expect(await tab.locator('#e0-changes [data-word]:visible').count()).toBe(
        await tab.locator('#e0-changes [data-word=roll]').count(),
      );
      const scroll = await tab.evaluate<number>(
        'document.documentElement.scrollWidth - document.documentElement.clientWidth',
      );
      expect({ errors, requests, scroll }).toEqual({ errors: [], requests: [`file://${file}`], scroll: 0 });
      await tab.close();
    }
  },
  120_000,
);
