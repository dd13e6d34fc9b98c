// Amounts with their units, in German: in cells of tables, in lists, and filled into a sentence.
export const figures = {
  '${#0}': '{0}\u00a0$',
  '{#0} KB': '{0} KB',
};
