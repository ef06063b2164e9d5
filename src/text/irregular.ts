/** Irregular English forms: what no rule of spelling leads back to its base. */

/** Between commas: "base form form …". A form may stand under several bases; the first listed is tried first. */
const TABLE = `
abide abode, alumnus alumni, analysis analyses, antenna antennae, appendix appendices, arise arose arisen,
awake awoke awoken, axis axes, bacillus bacilli, bacterium bacteria, bad worse worst, basis bases,
be am is are was were been being ain't, bear bore borne, beat beaten, become became, beget begot begotten,
begin began begun, behold beheld, bend bent, bereave bereft, beset beset, bespeak bespoke bespoken,
bestride bestrode bestridden, beware beware, bid bade bidden, bind bound, bite bit bitten, bleed bled,
blow blew blown, brother brethren, break broke broken, breed bred, bring brought, build built, burn burnt,
bus busses buses, buy bought, cactus cacti, calf calves, catch caught, cherub cherubim, child children,
choose chose chosen, cleave clove cloven cleft, cling clung, clothe clad, come came, corpus corpora, creep crept,
crisis crises, criterion criteria, curriculum curricula, datum data, deal dealt, diagnosis diagnoses, die dice dying,
dig dug, do did done does doth dost didst, draw drew drawn, dream dreamt, drink drank drunk drunken,
drive drove driven, dwarf dwarves, dwell dwelt, dye dyeing, eat ate eaten, elf elves, ellipsis ellipses,
emphasis emphases, erratum errata, fall fell fallen, far farther farthest further furthest, feed fed, feel felt,
fight fought, find found, flee fled, fling flung, fly flew flown, focus foci, foot feet, forbid forbade forbidden,
forego forewent foregone, foresee foresaw foreseen, foretell foretold, forget forgot forgotten,
forgive forgave forgiven, forsake forsook forsaken, forswear forswore forsworn, freeze froze frozen, fungus fungi,
gas gasses gases, genius genii, genus genera, get got gotten, gild gilt, gird girt, give gave given,
go went gone goes, good better best, goose geese, grandchild grandchildren, grind ground, grow grew grown,
half halves, hang hung, have has had having hath hast hadst, hear heard, heave hove, hew hewn, hide hid hidden,
hold held, hoof hooves, housewife housewives, hypothesis hypotheses, index indices, keep kept, kneel knelt,
knife knives, know knew known, larva larvae, lay laid, lead led, lean leant, leap leapt, learn learnt, leave left,
leaf leaves, lend lent, lie lay lain lying, life lives, light lit, little less least littler littlest, loaf loaves,
locus loci, lose lost, louse lice, make made, man men, many more most, matrix matrices, maximum maxima, mean meant,
medium media, meet met, memorandum memoranda, minimum minima, mislead misled, mistake mistook mistaken,
misunderstand misunderstood, mouse mice, mow mown, nebula nebulae, nucleus nuclei, oasis oases, octopus octopi,
offspring offspring, outdo outdid outdone, outgrow outgrew outgrown, overcome overcame, overdo overdid overdone,
overhear overheard, override overrode overridden, oversee oversaw overseen, overtake overtook overtaken,
overthrow overthrew overthrown, ox oxen, parenthesis parentheses, partake partook partaken, passerby passersby,
pay paid, penny pence, person people, phenomenon phenomena, plateau plateaux, plead pled, policeman policemen,
policewoman policewomen, postman postmen, prove proven, quiz quizzes quizzed quizzing, radius radii, rebuild rebuilt,
redo redid redone, rend rent, repay repaid, retell retold, rewrite rewrote rewritten, rid rid, ride rode ridden,
ring rang rung, rise rose risen, run ran, saw sawn, say said saith sayest, scarf scarves, see saw seen, seek sought,
self selves, sell sold, send sent, sew sewn, shake shook shaken, shear shorn, sheaf sheaves, shelf shelves,
shine shone, shoe shod, shoot shot, show shown, shrink shrank shrunk shrunken, shrive shrove shriven, sing sang sung,
sink sank sunk sunken, sit sat, slay slew slain, sleep slept, slide slid, sling slung, slink slunk, smell smelt,
smite smote smitten, sneak snuck, sow sown, speak spoke spoken spake, speed sped, spell spelt, spend spent,
spill spilt, spin spun, spit spat, spoil spoilt, spring sprang sprung, staff staves, stand stood, steal stole stolen,
stick stuck, stimulus stimuli, sting stung, stink stank stunk, stratum strata, strew strewn, stride strode stridden,
strike struck stricken, string strung, strive strove striven, swear swore sworn, sweep swept, swell swollen,
swim swam swum, swing swung, syllabus syllabi, symposium symposia, synthesis syntheses, take took taken,
teach taught, tear tore torn, tell told, thesis theses, thief thieves, think thought, thrive throve thriven,
throw threw thrown, tie tying, tooth teeth, tread trod trodden, undergo underwent undergone, understand understood,
undertake undertook undertaken, underwrite underwrote underwritten, undo undid undone, unwind unwound, uphold upheld,
upset upset, vertebra vertebrae, vertex vertices, vortex vortices, wake woke woken, wear wore worn, weave wove woven,
weep wept, well better best, wharf wharves, wife wives, win won, wind wound, withdraw withdrew withdrawn,
withhold withheld, withstand withstood, wolf wolves, woman women, wring wrung, write wrote written writ,
alderman aldermen, boatman boatmen, businessman businessmen, businesswoman businesswomen, chairman chairmen,
clergyman clergymen, congressman congressmen, countryman countrymen, craftsman craftsmen, englishman englishmen,
fireman firemen, fisherman fishermen, footman footmen, foreman foremen, frenchman frenchmen, freshman freshmen,
gentleman gentlemen, gentlewoman gentlewomen, gunman gunmen, harpooner harpooneers, helmsman helmsmen,
horseman horsemen, huntsman huntsmen, irishman irishmen, layman laymen, madman madmen, merman mermen,
midshipman midshipmen, milkman milkmen, nobleman noblemen, oarsman oarsmen, salesman salesmen, seaman seamen,
servicewoman servicewomen, serviceman servicemen, snowman snowmen, spokesman spokesmen, sportsman sportsmen,
statesman statesmen, superman supermen, swordsman swordsmen, tradesman tradesmen, watchman watchmen,
whaleman whalemen, workman workmen, yachtsman yachtsmen, yourself yourselves, ourself ourselves, themself themselves,
bookshelf bookshelves, midwife midwives, penknife penknives, werewolf werewolves, jackknife jackknives, turf turves,
beau beaux, bureau bureaux, chateau chateaux, tableau tableaux, formula formulae, alga algae, amoeba amoebae,
supernova supernovae, stigma stigmata, schema schemata, dogma dogmata, automaton automata, ganglion ganglia,
polyhedron polyhedra, spectrum spectra, millennium millennia, aquarium aquaria, stadium stadia, referendum referenda,
addendum addenda, bronchus bronchi, nautilus nautili, hippopotamus hippopotami, terminus termini, thesaurus thesauri,
opus opera opuses, neurosis neuroses, psychosis psychoses, metamorphosis metamorphoses, prognosis prognoses,
antithesis antitheses, paralysis paralyses, testis testes, seraph seraphim, shall shalt, will wilt,
panic panicked panicking, picnic picnicked picnicking, mimic mimicked mimicking, traffic trafficked trafficking,
frolic frolicked frolicking
`;

/** Form → bases, in the order of the table. */
export const IRREGULAR: ReadonlyMap<string, readonly string[]> = read();

function read(): Map<string, string[]> {
  const bases = new Map<string, string[]>();
  for (const entry of TABLE.trim().split(/,\s+/)) {
    const [base, ...forms] = entry.split(" ");
    for (const form of forms) {
      const known = bases.get(form);
      if (form === base) continue;
      if (known) known.push(base);
      else bases.set(form, [base]);
    }
  }
  return bases;
}
