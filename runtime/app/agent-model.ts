// The model that the file of an agent names: used where it is set up, and never a reason to fail.
import type { ModelParts } from '../agents/index.js';
import { type ConfiguredModels, ModelNotSetUpError, type Predictor } from '../models/index.js';

/**
 * @param current the models of the turn
 * @param withFirst the same with another one in the first place
 */
export function agentModel(
  current: ConfiguredModels,
  withFirst: (id: string) => ConfiguredModels,
  predictorOf: (models: ConfiguredModels) => Promise<Predictor>,
): (id: string) => Promise<ModelParts | undefined> {
  return async (id) => {
    try {
      await current.open(id);
    } catch (thrown) {
      if (thrown instanceof ModelNotSetUpError) return undefined;
      throw thrown;
    }
    const models = withFirst(id);
    return { models, predictor: await predictorOf(models) };
  };
}
