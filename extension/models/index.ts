// Public face of the editor's language models.
export { EditorLanguageModel, EditorModelRefusedError } from './editor-language-model.js';
export { listEditorModels } from './list-editor-models.js';
