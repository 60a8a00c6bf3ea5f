namespace Attune.Learning.Emotions.Chinese;

/// <summary>
/// Goes through a text once and finds words of feeling, with what denies, strengthens, turns and supposes them. What is
/// only named in short quotation marks, and titles, are passed over.
/// </summary>
internal ref struct FeelingScan(ChineseLexicon lexicon, ReadOnlySpan<char> text)
{
    /// <summary>A denial reaches this far, in characters between it and the feeling.</summary>
    private const int NotReach = 4;
    private const int DegreeReach = 2;
    private const int LongestMention = 8;
    private const int LongestTitle = 40;
    private const int GapReach = 24;
    private const float BeforeTurn = 0.45f;
    private const float Supposed = 0.4f;
    private const float Exclaimed = 1.12f;
    private const float Cared = 0.85f;
    private const int Never = int.MinValue / 2;

    private static readonly int Caring = EmotionLabels.IndexOf("caring");
    private static readonly int Desire = EmotionLabels.IndexOf("desire");
    private static readonly int Remorse = EmotionLabels.IndexOf("remorse");
    private static readonly int Disappointment = EmotionLabels.IndexOf("disappointment");
    private static readonly int[] Consoled =
        [.. new[] { "fear", "sadness", "nervousness", "grief", "anger", "disappointment" }.Select(EmotionLabels.IndexOf)];
    private static readonly int[] Missed = [.. new[] { "joy", "admiration", "optimism" }.Select(EmotionLabels.IndexOf)];

    private readonly ReadOnlySpan<char> _text = text;
    private readonly List<FeelingHit> _hits = [];
    private int _sentence;
    private int _sentenceStart;
    private int _notEnd = Never;
    private bool _isPlea;
    private bool _isRhetoric;
    private bool _isSupposed;
    private int _degreeEnd = Never;
    private float _degree = 1;

    /// <summary>The words found, in the order of the text, phrases in two parts at the end of their sentence.</summary>
    public List<FeelingHit> Run()
    {
        var at = 0;
        while (at < _text.Length)
        {
            if (MentionLength(at) is > 0 and var mention)
                at += mention;
            else if (IsBorder(_text[at]))
                Border(at++);
            else if (lexicon.At(_text[at..], out var length) is { } word)
                at += Meet(word, at, length);
            else
                at++;
        }

        EndSentence(_text.Length, isExclaimed: false);
        return _hits;
    }

    private int Meet(LexiconWord word, int at, int length)
    {
        switch (word.Role)
        {
            case WordRole.Not:
                _notEnd = at + length;
                _isPlea = _text[at] == '別' || _text.Slice(at, length) is "不要" or "不用" or "不必";
                break;
            case WordRole.Rhetoric:
                _isRhetoric = true;
                break;
            case WordRole.Degree:
                (_degreeEnd, _degree) = (at + length, word.Factor);
                break;
            case WordRole.Turn:
                Weaken(BeforeTurn);
                _notEnd = Never;
                break;
            case WordRole.Suppose:
                _isSupposed = true;
                break;
            case WordRole.Feeling:
                foreach (var (label, strength) in word.Feelings)
                    Feel(label, strength, at, length);
                break;
            default:
                break;
        }

        return length;
    }

    private readonly void Feel(int label, float strength, int at, int length)
    {
        var isDenied = !_isRhetoric && at - _notEnd is >= 0 and <= NotReach;
        if (isDenied && _isPlea && Array.IndexOf(Consoled, label) >= 0)
            (label, strength) = (Caring, Cared);
        else if (isDenied && Array.IndexOf(Missed, label) >= 0)
            (label, strength) = (Disappointment, strength / 2);
        else if (isDenied)
            return;
        var factor = at - _degreeEnd is >= 0 and <= DegreeReach ? _degree : 1f;
        if (_isSupposed && label != Desire && label != Remorse)
            factor *= Supposed;
        _hits.Add(new FeelingHit(label, Math.Min(strength * factor, 0.98f), at, length, _sentence));
    }

    private readonly void Weaken(float factor)
    {
        for (var i = _hits.Count - 1; i >= 0 && _hits[i].Sentence == _sentence; i--)
            _hits[i] = _hits[i] with { Strength = _hits[i].Strength * factor };
    }

    private void Border(int at)
    {
        (_notEnd, _degreeEnd) = (Never, Never);
        if (_text[at] is '，' or ',' or '、' or '：' or ':')
            return;
        EndSentence(at, _text[at] is '！' or '!');
    }

    private void EndSentence(int end, bool isExclaimed)
    {
        var sentence = _text[_sentenceStart..end];
        foreach (var (first, second, label, strength) in lexicon.Gapped)
        {
            if (sentence.IndexOf(first) is not (>= 0 and var start))
                continue;
            var rest = sentence[(start + first.Length)..];
            if (rest[..Math.Min(rest.Length, GapReach)].IndexOf(second) is >= 0 and var gap)
            {
                var length = first.Length + gap + second.Length;
                _hits.Add(new FeelingHit(label, strength, _sentenceStart + start, length, _sentence));
            }
        }

        if (isExclaimed)
            Weaken(Exclaimed);
        _sentence++;
        _sentenceStart = Math.Min(end + 1, _text.Length);
        (_isRhetoric, _isSupposed) = (false, false);
    }

    /// <summary>Length of a title, or of a few words in quotation marks that only name something; 0 when there is none.</summary>
    private readonly int MentionLength(int at)
    {
        var (close, longest) = _text[at] switch
        {
            '「' => ('」', LongestMention),
            '『' => ('』', LongestMention),
            '《' => ('》', LongestTitle),
            '〈' => ('〉', LongestTitle),
            _ => ('\0', 0),
        };
        if (longest == 0)
            return 0;
        var inside = _text.Slice(at + 1, Math.Min(longest, _text.Length - at - 1));
        return inside.IndexOf(close) is >= 0 and var length ? length + 2 : 0;
    }

    private static bool IsBorder(char character) =>
        character is '，' or ',' or '、' or '：' or ':' or '。' or '！' or '!' or '？' or '?' or '；' or ';' or '\n' or '～';
}
