using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace Attune.Companion.Conversations.Rules;

/// <summary>How dialogue acts are said in English.</summary>
internal static partial class EnglishActs
{
    private const int LongestAddress = 140;

    private static readonly ActPatterns Patterns = new(LongestAddress, Quoted, Greeting, ThanksAtEnd,
        new Dictionary<DialogueAct, Regex>
        {
            [DialogueAct.Boundary] = Boundary,
            [DialogueAct.Farewell] = Farewell,
            [DialogueAct.Thanks] = Thanks,
            [DialogueAct.AskedIfHuman] = IfHuman,
            [DialogueAct.AskedAbilities] = Abilities,
            [DialogueAct.AskedWho] = Who,
            [DialogueAct.AskedFeelings] = Feelings,
            [DialogueAct.AskedHowItIs] = HowItIs,
            [DialogueAct.AskedLife] = Life,
            [DialogueAct.AskedTrust] = Trust,
            [DialogueAct.Insult] = Insult,
            [DialogueAct.Praise] = Praise,
            [DialogueAct.Affirmation] = Affirmation,
            [DialogueAct.Denial] = Denial,
            [DialogueAct.Unsure] = Unsure,
            [DialogueAct.Laughter] = Laughter,
            [DialogueAct.More] = More,
            [DialogueAct.HelpRequest] = Help,
            [DialogueAct.MemoryQuestion] = Memory,
            [DialogueAct.Correction] = Correction,
            [DialogueAct.Clinical] = Clinical,
            [DialogueAct.CreativeRequest] = Creative,
            [DialogueAct.Advice] = Advice,
            [DialogueAct.Wondering] = Wondering,
            [DialogueAct.Request] = Request,
            [DialogueAct.Question] = Question,
            [DialogueAct.Feeling] = FeelingWords,
        }.ToFrozenDictionary());

    public static DialogueAct Of(string text) => ActReader.Of(Patterns, text.Replace('’', '\''));

    private const RegexOptions Rules = RegexOptions.CultureInvariant;

    [GeneratedRegex("[\"“”«»]|(?<!\\w)'\\w", Rules)]
    private static partial Regex Quoted { get; }

    [GeneratedRegex(
        @"\b(sexting|sext me|horny|nudes?|porn|erotic|strip for me|have sex with|talk dirty|get naked|"
        + @"take off your clothes|dirty talk)\b|\b(kiss|spank|undress) me\b", Rules)]
    private static partial Regex Boundary { get; }

    [GeneratedRegex(
        @"^(?:oh |well |ok |okay )?(?:hi+|hello+|hey+|hiya|howdy|yo|greetings|good (?:morning|afternoon|evening|day))"
        + @"(?:[ ,]+(?:there|again|everyone|friend|mia|solene|lyra|doc|guide|to you))*(?:[\s,.!:)~-]+|$)", Rules)]
    private static partial Regex Greeting { get; }

    [GeneratedRegex(
        @"^(?:ok(?:ay)?|well|alright|all right|thanks?(?: you)?|anyway|and|so)?[,.! ]*(?:bye|goodbye|good ?night|see you|"
        + @"see ya|"
        + @"talk (?:to you )?(?:later|soon|tomorrow)|take care|i (?:have|need|got|gotta|must|should)(?: to)? (?:go|leave|run)"
        + @"(?: now| to bed)?(?=[,.! ]*(?:$|bye|see|good|thanks?))|i'?m (?:off|going|heading) (?:to bed|to sleep|now)|"
        + @"(?:i think )?i(?:'ll| will) (?:sleep|go to (?:bed|sleep))(?: now)?|ttyl|cya|"
        + @"until (?:tomorrow|next time)|have a (?:good|nice|great) (?:day|night|evening|one|"
        + @"weekend))\b(?!'s)[^?]{0,40}$", Rules)]
    private static partial Regex Farewell { get; }

    [GeneratedRegex(
        @"^(?:(?:oh|ok|okay|great|perfect|cool|ah|nice|good|wonderful)[,.! ]+)*(?:thanks(?! to\b)|thank you|thx|ty|cheers|many "
        + @"thanks|much appreciated|(?:that|this) (?:really )?helped|i appreciate (?:it|that))\b[^?]{0,50}$", Rules)]
    private static partial Regex Thanks { get; }

    [GeneratedRegex(@"(.[.!?]) ?(?:thanks|thank you|thx|cheers)[^.?]{0,20}$", Rules)]
    private static partial Regex ThanksAtEnd { get; }

    [GeneratedRegex(
        @"\bare you (?:\w+ ){0,2}?(?:(?:a |an |the )?(?:real|actual|living|fake)? ?(?:human|person|robot|bot|chatbot|machine|"
        + @"computer|program|ai|a\.i\.|real|alive|llm|language model|chatgpt|gpt|woman or a man|artificial))\b"
        + @"|\b(?:am i|i'm|i am) (?:really |actually )?(?:talking|chatting|speaking|writing) (?:to|with) (?:a |an |some)"
        + @"|\bis (?:this|that|there|it|anyone|somebody|someone) (?:\w+ )?(?:a |an )?(?:bot|robot|ai|chatbot|machine|"
        + @"real person|human|"
        + @"person|real human|automated)\b"
        + @"|\byou(?:'re| are)(?: just| only| really| not| n't|n't)* (?:a |an )?(?:real|human|robot|bot|chatbot|ai|"
        + @"machine|program|"
        + @"real person|person)\b|\bis (?:a|an) (?:real )?(?:human|person) (?:there|writing|answering|reading)", Rules)]
    private static partial Regex IfHuman { get; }

    [GeneratedRegex(
        @"\bwhat (?:can|could) you (?:do|help)(?: for me| me)?(?: with)?\W*$|\bwhat (?:do you do|are you good at|"
        + @"are you able to do|"
        + @"are you for)\W*$|\bhow (?:can|could|do) you help(?: me| us)?\W*$|\bhow do you work\W*$|"
        + @"\b(?:do|can) you (?:speak|understand|read|know) (?:any )?(?:english|chinese|mandarin|other languages|french|"
        + @"german|japanese)",
        Rules)]
    private static partial Regex Abilities { get; }

    [GeneratedRegex(
        @"\bwho (?:the hell )?are you\b|\bwhat are you\W*$|\bwhat(?:'s| is) your name\b|\bdo you have a name\b|"
        + @"\bintroduce yourself\b|"
        + @"\btell me (?:something |more |a bit )?about (?:yourself|you)\W*$|\bwho (?:made|created|built|wrote|"
        + @"programmed) you\b|"
        + @"\bwho am i (?:talking|speaking|writing|chatting)", Rules)]
    private static partial Regex Who { get; }

    [GeneratedRegex(
        @"\b(?:do|can|could|will|would|did) you (?:ever |really |actually |even )*(?:have (?:any |real )?(?:feelings?|"
        + @"emotions?|a heart|"
        + @"a soul)|feel\b(?! like (?:it|the))|love|miss me|get (?:lonely|sad|tired|bored|angry)|suffer|like me|"
        + @"care (?:about|for) me|"
        + @"hate me|dream|think (?:for yourself|like))"
        + @"|\bare you (?:\w+ )?(?:conscious|sentient|self-aware|lonely|sad|happy|bored|tired|angry|jealous|afraid|"
        + @"in love|mad at me)\b"
        + @"|^(?:but |and |oh )?i (?:really |do |think i )*(?:love|adore|missed|miss|need) you(?: so much| too| a lot|"
        + @" mia| lyra| solene)*\W*$"
        + @"|\b(?:will|would) you (?:marry me|be my (?:girl|boy)friend)|\bbe my (?:girl|boy)friend\b|\bi(?:'m|"
        + @" am) in love with you\b", Rules)]
    private static partial Regex Feelings { get; }

    [GeneratedRegex(
        @"^(?:and |so |well |oh )?(?:how are (?:you|u)(?: doing| feeling| today| now| tonight)*|how(?:'s| is) (?:it going|"
        + @"life|everything|"
        + @"your day(?: going)?)|how do you do|how have you been|how was your (?:day|night|weekend|morning)|what(?:'s|"
        + @" is) up|sup|"
        + @"what are you (?:doing|up to)(?: now| today)?|(?:are )?you (?:ok|okay|good|all right|alright))\W*$"
        + @"|[.!,] (?:and )?how are (?:you|u)(?: doing| today)?\W*$|^(?:and|what about|how about) (?:you|yourself)\W*$", Rules)]
    private static partial Regex HowItIs { get; }

    [GeneratedRegex(
        @"\bhow old are you\b|\bwhere (?:are you from|do you live|were you born|do you come from)\b|\bdo you (?:eat|sleep|"
        + @"drink|breathe|"
        + @"have (?:a |an |any )?(?:body|family|boyfriend|girlfriend|gender|face|birthday|friends|parents|hobbies))\b"
        + @"|\bare you (?:a )?(?:male|female|man|woman|girl|boy|single|married)\b|\bwhat do you look like\b|\bwhen (?:is|"
        + @"were) your? ?birth",
        Rules)]
    private static partial Regex Life { get; }

    [GeneratedRegex(
        @"^(?:but )?(?:are you (?:really |very |absolutely )?(?:sure|certain)(?: about (?:that|this|it))?|is (?:that|"
        + @"this) (?:really )?true|"
        + @"can i (?:really )?trust (?:you|this|that)|(?:do|are) you (?:lie|lying)(?: to me)?|did you make (?:that|this) up|"
        + @"how do you know(?: that| this)?)\W*$", Rules)]
    private static partial Regex Trust { get; }

    [GeneratedRegex(
        @"\byou(?:'re| are)(?: so| really| very| such| just| a| an| completely)* (?:stupid|dumb|useless|idiot|annoying|"
        + @"boring|terrible|"
        + @"horrible|awful|worthless|worst|bad at this|no help|not helpful|unhelpful)\b|^(?:i hate you|shut up|you suck|"
        + @"fuck you|fuck off|"
        + @"screw you|go away)\b[^?]{0,20}$|^(?:that|this)(?:'s| is| was) (?:so )?(?:useless|stupid|nonsense|"
        + @"a stupid answer|not helpful)\W*$",
        Rules)]
    private static partial Regex Insult { get; }

    [GeneratedRegex(
        @"\byou(?:'re| are)(?: so| really| very| such| a| an| just| my)* (?:nice|kind|sweet|great|amazing|cute|lovely|"
        + @"helpful|smart|awesome|"
        + @"the best|best|wonderful|good|funny|friend|clever|sweetheart|brilliant)\b|"
        + @"^(?:i (?:really )?like you(?: a lot)?|good job|well done|"
        + @"great answer|nice one|good bot|i like (?:talking|chatting|writing) (?:to|with) you)\W*$", Rules)]
    private static partial Regex Praise { get; }

    [GeneratedRegex(
        @"^(?:oh |ah |well )?(?:yes|yeah|yep|yup|yea|ok|okay|sure|right|exactly|true|of course|i think so|i guess so|"
        + @"indeed|absolutely|"
        + @"i see|cool|nice|great|good|fine|got it|alright|all right|k|definitely|certainly|agreed|correct|that's right|"
        + @"you're right|"
        + @"a bit|a little|kind of|very|pretty good|not bad)(?:,? (?:i do|it is|please|sure|i am|that's true|"
        + @"you're right))?\W*$", Rules)]
    private static partial Regex Affirmation { get; }

    [GeneratedRegex(
        @"^(?:oh |ah |well |um )?(?:no|nope|nah|not really|never|no way|i don't think so|not at all|neither|not yet|"
        + @"no thanks|no thank you)"
        + @"(?:,? (?:i don't|it isn't|not really|i'm not))?\W*$", Rules)]
    private static partial Regex Denial { get; }

    [GeneratedRegex(
        @"^(?:oh |well |um+ |hm+ )?(?:i (?:really |just )?(?:don'?t|do not) know(?: yet| really)?|idk|dunno|no idea|maybe|"
        + @"perhaps|not sure|"
        + @"i'm not sure(?: yet)?|hm+|um+|nothing(?: much| special)?|whatever|i guess|it depends|depends|who knows|hard to say|"
        + @"i can't say|don'?t know)\W*$", Rules)]
    private static partial Regex Unsure { get; }

    [GeneratedRegex(@"^(?:(?:ha|he|hi){2,}h?|lol+|lmao|rofl|ha)(?: (?:(?:ha|he){2,}|lol|that's funny|so funny))?\W*$", Rules)]
    private static partial Regex Laughter { get; }

    [GeneratedRegex(@"^(?:please )?(?:tell me more|go on|continue|say more|more|and then|what else|"
        + @"keep going)(?: please)?\W*$", Rules)]
    private static partial Regex More { get; }

    [GeneratedRegex(
        @"^(?:please )?(?:(?:can|could|would|will) you (?:please )?)?help(?: me)?(?: please| out)?\W*$|"
        + @"^i (?:really )?need (?:some |your )?help\W*$",
        Rules)]
    private static partial Regex Help { get; }

    [GeneratedRegex(
        @"\bwhat (?:did|have|was|had) (?:i|we)\b[^.!]{0,40}\b(?:tell|told|say|said|mention|mentioned|write|written|wrote|"
        + @"talk|talked|"
        + @"talking|saying|telling)\b|\b(?:do|can|did|don't) you (?:still )?(?:remember|recall)\b|\bremember what i\b|"
        + @"\bhave i (?:ever )?(?:told|mentioned|said)|\b(?:did|have) (?:i|we) (?:already |ever )?(?:tell|told|mention|"
        + @"talk|talked|say|said)\b|"
        + @"\bwhat do you (?:know|remember) about (?:me|my|us)\b|\b(?:when|where|which) did i (?:say|tell|mention)|"
        + @"\bwhat(?:'s| is| was) my "
        + @"(?:name|job|cat'?s? name|dog'?s? name|sister'?s? name|brother'?s? name)\b", Rules)]
    private static partial Regex Memory { get; }

    [GeneratedRegex(
        @"^(?:no|nope|nah|wait|sorry|not that|hm+|well)[,.! ]+(?:(?:but|sorry|no|wait)[, ]+)*(?:i (?:mean|meant|"
        + @"was talking|was asking|said|didn't)|"
        + @"that'?s (?:not|wrong)|that is (?:not|wrong)|it'?s not|not what|you (?:got|misunderstood))|"
        + @"^(?:actually,? )?i (?:meant|didn't mean)\b|"
        + @"\b(?:that'?s|that is|it'?s|this is) not (?:at all )?what i (?:meant|said|asked|wanted)|\byou (?:misunderstood|"
        + @"got (?:it|that|me) wrong|"
        + @"misread)|^not (?:my|the|a) [\w ]{2,30}, (?:but |i meant )?(?:my|the|a)\b", Rules)]
    private static partial Regex Correction { get; }

    [GeneratedRegex(
        @"\b(?:am i|do i have|have i got|could i have|diagnose)\b[^.!]{0,40}\b(?:depress(?:ed|ion)|adhd|autis\w+|bipolar|"
        + @"anxiety disorder|"
        + @"an? disorder|ptsd|schizophren\w+|cancer|diabetes|covid|dementia|a tumou?r|mentally ill|burn-?out)\b"
        + @"|\b(?:which|what|how many|how much) (?:medication|medicine|pills|drugs|dose)\b[^.!]{0,30}\b(?:i|take)\b", Rules)]
    private static partial Regex Clinical { get; }

    [GeneratedRegex(
        @"^(?:please |now |ok |just )*(?:(?:can|could|would|will) you (?:please )?)?(?:tell|write|make|give|sing|compose|"
        + @"create|invent|draw|"
        + @"generate|read|recite|code)(?: me| us)?(?: up)?(?: an?| some| another| the| me)?(?: [\w-]+){0,2}? (?:story|"
        + @"stories|joke|jokes|poem|poems|song|haiku|"
        + @"riddle|essay|letter|picture|image|script|function|fairy tale|lullaby|rap|email|speech)\b", Rules)]
    private static partial Regex Creative { get; }

    [GeneratedRegex(
        @"\bshould i\b[^.!]*\?|^should i\b|\bwhat (?:should|shall|can|do|could) i do(?: now| about| with| if|\W*$)|"
        + @"\bwhat would you do\b|\bwhat do you think i\b|\b(?:give me|any|need(?: some)?|have any) (?:advice|tips)\b|"
        + @"\bhow (?:do|can|could) i (?:deal|cope|get over|forgive|forget|tell (?:him|her|them|my)|"
        + @"stop (?:being|feeling|thinking|worrying))\b", Rules)]
    private static partial Regex Advice { get; }

    [GeneratedRegex(
        @"\b(?:do|don't) you think\b|\bwhat do you think\b|\bwhat'?s your opinion|\bam i (?:too|being|wrong|right|crazy|"
        + @"overreacting|"
        + @"a (?:bad|terrible|good)|selfish|weird|normal|ugly|stupid)\b|\bis (?:it|that|this) (?:ok|okay|normal|wrong|bad|"
        + @"weird|"
        + @"silly|selfish) (?:that|to|if|for|of)\b|\bwhy (?:do|does|did|am|is|are|can't|don't|doesn't|can|must|was) (?:i|"
        + @"my (?:mother|"
        + @"mom|mum|father|dad|sister|brother|boss|friends?|husband|wife|partner|boyfriend|girlfriend|son|daughter|family|"
        + @"life)|he|"
        + @"she|they|nobody|no one|everyone|everything|people|men|women|life|love|this always|it always)\b|\bmeaning of life\b|"
        + @",? (?:right|don't you think|isn't it|wasn't it|you know)\?$", Rules)]
    private static partial Regex Wondering { get; }

    [GeneratedRegex(
        @"^(?:please |now |ok |okay |and |so )*(?:(?:can|could|would|will) you\b|(?:tell|show|explain|find|look|list|"
        + @"describe|search|help|"
        + @"remind|teach|summari[sz]e|translate|compare|define|give|check|recommend|suggest|open|play|call|send|order|"
        + @"book) (?:me|us|up|to|"
        + @"for|the|a|an|my|"
        + @"all|this|it|what|how|why|which|where)\b)|^i(?:'d| would) like to know\b|^i want to know\b",
        Rules)]
    private static partial Regex Request { get; }

    [GeneratedRegex(
        @"\?[\s\W]*$|^(?:so |and |but |ok |also |well |then )?(?:what(?! an?\b| i\b| she\b| he\b)|where(?! i\b| my\b)|"
        + @"who(?! knows)|whom|whose|which|why|"
        + @"when(?! (?:i|my|he|she|we|they|it|the|you|people|this|that)\b)|how(?! (?:nice|lovely|sweet|sad|awful|"
        + @"wonderful|i|great|funny|terrible)\b))\b"
        + @"|^(?:is|are|was|were|does|did|could|would|should|has) (?:i|you|he|she|it|we|they|the|this|that|there|my|your|"
        + @"an?|any)\b"
        + @"|^(?:do|can|will|have) (?:i|you|he|she|we|they)\b", Rules)]
    private static partial Regex Question { get; }

    [GeneratedRegex(
        @"\bi(?:'m| am| feel| felt| was| have been|'ve been|'m feeling| am feeling|m)\b(?: (?:so|really|very|just|a|bit|"
        + @"little|pretty|quite|"
        + @"too|still|always|not|feeling|kind|of|extremely|completely|totally|incredibly|such|more|getting))*"
        + @" (?:sad|happy|angry|mad|furious|upset|lonely|alone|afraid|scared|terrified|anxious|nervous|worried|stressed|"
        + @"tired|exhausted|"
        + @"depressed|down|empty|numb|lost|hopeless|excited|proud|grateful|thankful|relieved|hurt|jealous|ashamed|"
        + @"embarrassed|guilty|"
        + @"disappointed|frustrated|annoyed|bored|confused|overwhelmed|heartbroken|homesick|devastated|disgusted|"
        + @"surprised|shocked|glad|"
        + @"joyful|content|calm|miserable|awful|terrible|horrible|great|wonderful|okay|fine|bad|good|better|worse|sick of|"
        + @"fed up|in love)\b"
        + @"|\bi (?:just )?(?:feel|felt)\b|\bi (?:really )?(?:hate|miss|love|regret|dread|can't stand)\b|\bi(?:'ve|"
        + @" have)? (?:been )?(?:cried|crying|"
        + @"cry)\b|\bmakes? me (?:so |really )?(?:sad|happy|angry|mad|nervous|anxious|sick|proud|cry|smile)\b|"
        + @"\bbroke my heart\b", Rules)]
    private static partial Regex FeelingWords { get; }
}
