using Attune.Language.Phrases;
using Attune.Language.Scopes;

namespace Attune.Language.Crisis;

/// <summary>What stands around the phrases of a crisis: idioms, other worlds, times, people; each near its sentence.</summary>
internal sealed class CrisisSetting
{
    /// <summary>A frame holds in its own sentence and so many before and after.</summary>
    private const int Reach = 1;

    /// <summary>Idioms of hitting and pushing, which have nothing to do with wanting to die.</summary>
    private const string HandIdiom = "idiom.hands";

    private readonly TextScopes _scopes;
    private readonly List<PhraseMatch> _idioms;
    private readonly ILookup<string, int> _sentences;

    public CrisisSetting(PhraseReading reading, TextScopes scopes)
    {
        _scopes = scopes;
        _idioms = [.. reading.Matches.Where(match => match.Label is "idiom" or HandIdiom)];
        _sentences = reading.Matches.ToLookup(match => match.Label, match => scopes.SentenceAt(match.Span.Start));
    }

    /// <summary>True when a phrase counts where it stands.</summary>
    public bool Holds(PhraseMatch match, CrisisPhrase phrase)
    {
        if (IsIdiom(match, phrase) || _scopes.Cover(ScopeKind.Negation, match.Span))
            return false;
        var sentence = _scopes.SentenceAt(match.Span.Start);
        if (IsOnlyMentioned(match, sentence) || IsOver(phrase, sentence)
            || IsJoke(phrase, sentence) || IsDenied(phrase, sentence))
            return false;
        return phrase.Kind switch
        {
            // Crime is what most films, books and games are about.
            CrisisPhraseKind.Plain => phrase.Category != CrisisCategory.Harm || !Near("frame.world", sentence),
            CrisisPhraseKind.Bare => !Near("frame.world", sentence),
            CrisisPhraseKind.Own => !Near("frame.world", sentence) && (Near("self", sentence) || Near("near", sentence)),
            _ => !Near("frame.world", sentence) && Near("near", sentence),
        };
    }

    private bool IsIdiom(PhraseMatch match, CrisisPhrase phrase) => _idioms.Exists(idiom =>
        idiom.First <= match.Last && match.First <= idiom.Last
        && (idiom.Label != HandIdiom || phrase.Category != CrisisCategory.Suicide));

    /// <summary>Words are spoken of, not said: a quotation beside "translate" or 這句.</summary>
    private bool IsOnlyMentioned(PhraseMatch match, int sentence) =>
        _scopes.Cover(ScopeKind.Quotation, match.Span) && Near("mention", sentence);

    /// <summary>
    /// What was long ago and does not go on. Abuse is told late, and telling it is no sign that it is overcome; so that has to
    /// be said.
    /// </summary>
    private bool IsOver(CrisisPhrase phrase, int sentence) =>
        Near("past", sentence) && !Near("present", sentence)
        && (phrase.Category != CrisisCategory.Abuse || phrase.Kind == CrisisPhraseKind.Near || Near("overcome", sentence));

    /// <summary>Threats are joked about; wishing to die is taken seriously also with a laugh.</summary>
    private bool IsJoke(CrisisPhrase phrase, int sentence) =>
        phrase.Category is CrisisCategory.Harm or CrisisCategory.Abuse && Near("joke", sentence);

    /// <summary>Asked whether, and said no. To "I said no" of somebody who was raped it must not listen.</summary>
    private bool IsDenied(CrisisPhrase phrase, int sentence) =>
        phrase.Category is CrisisCategory.Suicide or CrisisCategory.SelfHarm && Near("denial", sentence);

    private bool Near(string label, int sentence)
    {
        foreach (var place in _sentences[label])
        {
            if (Math.Abs(place - sentence) <= Reach)
                return true;
        }

        return false;
    }
}
