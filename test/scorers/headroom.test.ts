import { checkEngines, EngineCatalogue, scorerSchema } from 'scorewright';
import { headroom } from '../../environments/scorers/headroom';

const scorer = scorerSchema.parse(headroom);

test('nothing is wrong with the engines of headroom', () => {
  expect(checkEngines(scorer.engines)).toEqual([]);
});

test('what its scorer would answer can be worked out here: the mean of what a cluster was idle', async () => {
  const engine = new EngineCatalogue(scorer.engines).get('headroom');
  await expect(engine.calculateScore([80, 90, 100])).resolves.toEqual([90]);
});
