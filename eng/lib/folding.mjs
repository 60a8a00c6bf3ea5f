// Makes the tables of src/Attune.Language/Folding from the dictionaries of OpenCC. Run by eng/generate-folding.
//   node folding.mjs DICTIONARIES TARGET ORIGIN
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [dictionaries, target, origin] = process.argv.slice(2);

const read = async (name) => {
  const { default: text } = await import(pathToFileURL(join(dictionaries, `${name}.js`)));
  return new Map(text.split("|").map((entry) => entry.split(" ")));
};

const simplifiedCharacters = await read("STCharacters");
const simplifiedPhrases = await read("STPhrases");
const traditionalCharacters = await read("TSCharacters");
const taiwan = await read("TWVariants");
const compatibility = await read("CJK_Compatibility_Ideographs");

// Taiwan writes both 台 and 臺; our rules and most people write the first, so there is only that one here.
const asTaiwan = (text) => [...text].map((c) => taiwan.get(c) ?? c).join("").replaceAll("臺", "台");
const toTraditional = (c) => asTaiwan(simplifiedCharacters.get(c) ?? c);
const toSimplified = (c) => traditionalCharacters.get(c) ?? c;

// A table maps one UTF-16 unit to one, so that every place in a text stays what it is.
const isUnit = (c) => c?.length === 1;
const onlyChanges = (pairs) => pairs.filter(([from, to]) => from !== to && isUnit(from) && isUnit(to)).sort();

const written = new Set([...simplifiedCharacters.keys(), ...taiwan.keys()]);
const characters = onlyChanges([...written].map((c) => [c, toTraditional(c)]));

// What texts of one script never write. 著 and 乾 do not tell Traditional, because of 著名 and 乾隆; 后 does not tell Simplified.
const charactersOf = (texts) => new Set([...texts].flatMap((text) => [...text]));
const [inSimplified, inTraditional] = [simplifiedPhrases.keys(), simplifiedPhrases.values()].map(charactersOf);
const changed = characters.filter(([from]) => simplifiedCharacters.has(from));
const traditionalSigns = changed.map(([, to]) => to).filter((c) => !inSimplified.has(c) && !simplifiedCharacters.has(c));
const simplifiedSigns = changed.map(([from]) => from).filter((c) => !inTraditional.has(c));

// One character for all that one script writes for the other: 髮, 發 and 发 are 發. Whatever any dictionary turns into one
// another is alike, and of those the one that most of them lead to stands for all.
const alike = new Map();
const rootOf = (c) => (alike.has(c) && alike.get(c) !== c ? rootOf(alike.get(c)) : c);
const joinAlike = (left, right) => alike.set(rootOf(left), rootOf(right));
const pairsOf = (map) => [...map].filter(([from, to]) => from.length === to.length)
  .flatMap(([from, to]) => [...from].map((c, i) => [c, [...to][i]]));
const pairs = [simplifiedCharacters, traditionalCharacters, taiwan, simplifiedPhrases].flatMap(pairsOf);
for (const [from, to] of [...pairs, ["臺", "台"]]) {
  if (isUnit(from) && isUnit(to))
    joinAlike(from, to);
}
const classes = new Map();
for (const c of new Set([...pairs.flat(), "臺"]))
  classes.set(rootOf(c), [...(classes.get(rootOf(c)) ?? []), c]);
const standFor = (members) => {
  const votes = new Map();
  for (const c of members) {
    const vote = toTraditional(toSimplified(taiwan.get(c) ?? c));
    votes.set(vote, (votes.get(vote) ?? 0) + 1);
  }
  const [best] = [...votes].filter(([c]) => members.includes(c)).sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1));
  return best ? best[0] : members[0];
};
const keyOf = new Map([...classes.values()].flatMap((members) => {
  const key = standFor(members);
  return members.map((c) => [c, key]);
}));
const keys = onlyChanges([...keyOf, ...[...compatibility].map(([c, plain]) => [c, keyOf.get(plain) ?? plain])]);

// Phrases that no character table can turn: those whose result differs from that of their characters, and those that keep
// one of these from being found across their border.
const charwise = (text) => [...text].map(toTraditional).join("");
const phrases = new Map(
  [...simplifiedPhrases].map(([from, to]) => [from, asTaiwan(to)]).filter(([from, to]) => from.length === to.length));
const special = [...phrases].filter(([from, to]) => charwise(from) !== to).map(([from]) => from);
const beginnings = new Set(special.flatMap((phrase) =>
  Array.from({ length: phrase.length }, (_, i) => phrase.slice(0, i + 1))));
const specials = new Set(special);
const shields = (phrase) => {
  for (let start = 0; start < phrase.length; start++) {
    for (let end = start + 1; end <= phrase.length; end++) {
      const part = phrase.slice(start, end);
      if (!beginnings.has(part))
        break;
      if (end === phrase.length ? (start > 0 && end - start > 1) || specials.has(part) : specials.has(part))
        return true;
    }
  }
  return false;
};
const kept = [...phrases].filter(([from]) => specials.has(from) || shields(from))
  .map(([from, to]) => (specials.has(from) ? from + to : `=${from}`)).sort();

const licence = `# Made by eng/generate-folding from ${origin}, whose dictionaries are those of OpenCC (Apache License 2.0). `
  + "See NOTICE.\n";
const wrap = (items, separator) => {
  const lines = [];
  let line = "";
  for (const item of items) {
    if (line.length + item.length + separator.length > 120) {
      lines.push(line);
      line = "";
    }
    line += (line ? separator : "") + item;
  }
  return `${[...lines, line].join("\n")}\n`;
};
const write = (name, about, items, separator) => {
  writeFileSync(join(target, name), licence + about + wrap(items, separator));
  process.stderr.write(`${name}: ${items.length}\n`);
};

write("characters.txt", "# A Simplified character and the Traditional one, as Taiwan writes it.\n",
  characters.map((pair) => pair.join("")), " ");
write("signs-traditional.txt", "# Characters that only Traditional texts write.\n", [...new Set(traditionalSigns)].sort(), "");
write("signs-simplified.txt", "# Characters that only Simplified texts write.\n", simplifiedSigns, "");
write("keys.txt", "# A character and the one that searches take for it.\n", keys.map((pair) => pair.join("")), " ");
write("phrases.txt",
  "# A Simplified phrase and behind it the Traditional one; after = one whose characters turn by themselves.\n", kept, " ");

// Latin letters with accents and the small letter without: the first character of their decomposition (Unicode, annex 15).
const latin = [[0xc0, 0x24f], [0x1e00, 0x1eff]].flatMap(([first, last]) =>
  Array.from({ length: last - first + 1 }, (_, i) => String.fromCodePoint(first + i)));
const accents = latin.map((c) => [c, c.normalize("NFD")[0].toLowerCase()]).filter(([from, to]) => from !== to && isUnit(to));
writeFileSync(join(target, "accents.txt"), "# Made by eng/generate-folding from the decompositions of Unicode. See NOTICE.\n"
  + "# A Latin letter and the small one without accents.\n" + wrap(accents.map((pair) => pair.join("")), " "));
