// Public face of the configuration: the settings, memfun.toml, and their precedence.
export * from './errors.js';
export { type Config, type ConfigSources, type ConfiguredModel, loadConfig } from './load.js';
export { type ModelDefinition, SETTING_KEYS, type SettingKey } from './settings.js';
