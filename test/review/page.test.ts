import { examplePage } from './example-page';

let text = '';
beforeAll(async () => {
  text = await examplePage();
}, 30_000);

test('hundreds of equal clusters are one box, the one that differs is another, and each unit has a picture', () => {
  expect(text).toContain('299 × edge-0, edge-1, …');
  expect(text.match(/<figure/g)).toHaveLength(1 + 2);
  expect(text.length).toBeLessThan(200_000);
});

test('the page makes no request, and its data stay text', () => {
  expect(text).not.toMatch(/(?:src|href)="(?!#|data:)/);
  expect(text).not.toContain('<img');
  expect(text.match(/<script>/g)).toHaveLength(1);
  expect(text).toContain('default-src &#39;none&#39;');
});
