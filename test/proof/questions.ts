// A bank of questions, each of one of six kinds. Their first words tell little: what is asked for has to be read.

export const LABELS = [
  'numeric value',
  'entity',
  'location',
  'description and abstract concept',
  'abbreviation',
  'human being',
] as const;
export type Label = (typeof LABELS)[number];

export interface BankQuestion {
  readonly label: Label;
  readonly text: string;
}

/** With `*` where the topic stands. Each kind opens with the same words about as often as the others. */
const STEMS: Readonly<Record<Label, string>> = {
  'numeric value': `What share of the visitors came for *?
What was the price of the first book about *?
What is the record for prizes given in *?
What year saw the first law on *?
What is the average age of those who study *?
What is the usual weight of a crate packed for *?
What distance separates the two oldest sites of *?
What date is printed on the first leaflet about *?
Which year was the best for *?
Which percentage of the budget went to *?
Name the amount that a ticket for * costs.
Name the temperature that is needed for *.
Tell me the age of the oldest club for *.
Give the speed at which news of * spread.
How long did the first course on * last?
How is the score counted that won the cup of *?`,
  entity: `What color is the badge of *?
What animal stands for * on old coins?
What dish is served at festivals of *?
What language has the oldest text on *?
What is the instrument played at the opening of *?
What is the sport closest to *?
What is the title of the best-known film about *?
What is the name of the ship that carried the tools for *?
Which plant gives the dye that is used in *?
Which magazine was the first to cover *?
Name the metal that is needed for *.
Name the novel that begins with *.
Tell me the prize that is given for *.
Give the religion whose calendar mentions *.
How is the machine called that replaced handwork in *?
How is the dance called that goes with *?`,
  location: `What city has the largest museum of *?
What country exports the most goods for *?
What river runs past the hall of *?
What island bans *?
What is the birthplace of *?
What is the home of the national school of *?
What is the highest point from which * was ever seen?
What is the name of the harbor that shipped the parts for *?
Which state was the last to allow *?
Which street is known for *?
Name the capital that hosted the congress on *.
Name the village that teaches * at school.
Tell me the continent that came late to *.
Give the region that keeps a holiday for *.
How is the town called that burned down because of *?
How is the valley called from which * comes?`,
  'description and abstract concept': `What does a beginner do first in *?
What happens at the end of *?
What makes * so popular?
What effect had the war on *?
What is the reason for the decline of *?
What is the difference between * and its imitations?
What is the origin of the saying about *?
What is the name of * taken from?
Which idea lies behind *?
Which purpose has the bell that is rung for *?
Name the cause of the quarrel over *.
Name the use that farmers have for *.
Tell me the meaning of the vow sworn in *.
Give a definition of *.
How is * told apart from a hobby?
How does a day of * pass?`,
  abbreviation: `What do the letters on the badge of * stand for?
What initials are painted on the vans of *?
What letters shorten the name of *?
What acronym do teachers of * use?
What is the short form of the society for *?
What is the full form of the three letters stamped on tickets for *?
What is the code in two letters for *?
What is the name of the board of * in full, instead of its initials?
Which acronym was coined for *?
Which initials do editors write for *?
Name the short form by which insiders call *.
Name the words behind the initials of the union of *.
Tell me the expansion of the sign printed beside *.
Give the abbreviation found in lists of *.
How is the office for * abbreviated?
How do timetables shorten *?`,
  'human being': `What actor played the hero in the film about *?
What president banned *?
What team won the first cup of *?
What woman wrote the rules of *?
What is the nickname of the champion of *?
What is the family that owns the archive of *?
What is the company that runs the shops of *?
What is the name of the founder of *?
Which painter gave a year to *?
Which queen paid for *?
Name the inventor behind *.
Name the band that sang about *.
Tell me the author of the manual of *.
Give the leader of the protest against *.
How is the judge called who allowed *?
How is the teacher called who brought * to the north?`,
};

/** The same for all kinds, so that a topic says nothing. */
const TOPICS =
  'basket weaving|the night train|glass blowing|kite racing|the salt trade|bee keeping|the puppet theater|ice fishing|the tea ceremony|map drawing|the lamp factory|bell ringing|the horse market|clock making|the paper mill|rope walking|the wool fair|shadow boxing|the canal tour|stone cutting|the moon festival|letter writing|the tram museum|bread baking|the tide mill|stilt walking|the chess league|silk painting|the rowing regatta|herb drying|the brass choir|wood carving|the lantern parade|sheep herding|the radio hour|snow sculpture|the flower auction|marble racing|the harvest dance|cheese aging'.split(
    '|',
  );

/** Every question, by label. */
export const BANK: Readonly<Record<Label, readonly BankQuestion[]>> = {
  'numeric value': questionsOf('numeric value'),
  entity: questionsOf('entity'),
  location: questionsOf('location'),
  'description and abstract concept': questionsOf('description and abstract concept'),
  abbreviation: questionsOf('abbreviation'),
  'human being': questionsOf('human being'),
};

function questionsOf(label: Label): readonly BankQuestion[] {
  return STEMS[label]
    .split('\n')
    .flatMap((stem) => TOPICS.map((topic) => ({ label, text: stem.replace('*', topic) })));
}
