// English words that name nothing, and words that tell English.

/** Words that carry no meaning of their own in a question about code. */
export const STOP_WORDS: ReadonlySet<string> = new Set(
  `a about above after again all also am an and any are as at be because been before being between both but by
  can could did do does doing done down during each exactly explain few find for from further get gets give
  had handle handled handles happen happened happening happens has have having he help here how i if in into
  is it its just know let lets like located look make makes many me more most much my need needs no not of on
  once one only or other our out over own please really same see show so some such tell than that the their
  them then there these they thing things this those through to too under until up us use used uses using
  very want was way we went were what when where which while who whose why will with work working works
  would you your code codebase repo repository project currently actually mean means place kind take takes
  come comes going goes go decide decides determine determines come called`
    .split(/\s+/)
    .filter((word) => word !== ''),
);

/** Also those that another language has as well: they tell neither. */
export const MARKS: ReadonlySet<string> = new Set(
  `ab add bad bin build call calls change changed changes check compare convert create delete describe die dir du error es fast file
  files fix fixed function generate git hat hello hi im implement ins last list log man mend mit never prefer recent refactor
  remember remove rename review run summarize summary tag test tests thank thanks um war write`.split(
    /\s+/,
  ),
);
