using System.Text;
using Attune.Companion.Guide.Describing;
using Attune.Companion.Guide.Drafts;
using Attune.Contracts.Guide;
using Attune.Language.Sentences;
using Attune.Language.Tones;

namespace Attune.Companion.Guide.Visits;

/// <summary>An answer that can be said: its tone is decided and does not change any more.</summary>
/// <param name="Words">What is said, in pieces of whole sentences; read once.</param>
/// <param name="Draft">The same before it is said in a tone.</param>
/// <param name="Choice">The tone and what decided.</param>
/// <param name="Description">Where the description came from, or why there was none.</param>
internal sealed record VisitorAnswer(
    IAsyncEnumerable<string> Words, BegunDraft Draft, ToneChoice Choice, DescriptionResult Description)
{
    /// <summary>True when there was nothing to answer with: what is said only says so.</summary>
    public bool IsEmptyHanded => Draft.Whole is { IsCompletedSuccessfully: true, Result.IsEmptyHanded: true };

    /// <summary>From the question to here.</summary>
    public TimeSpan Took { get; init; }

    /// <summary>How long the draft took, or its first sentence when it is still being written.</summary>
    public TimeSpan DraftTook { get; init; }

    /// <summary>How long it took to choose the tone and to say the draft in it.</summary>
    public TimeSpan ToneTook { get; init; }

    /// <summary>The longer of the two parts that run beside each other.</summary>
    public TimeSpan SlowerPart => Description.Took > DraftTook ? Description.Took : DraftTook;

    /// <summary>All that is said.</summary>
    public async Task<string> TextAsync(CancellationToken cancellation)
    {
        var text = new StringBuilder();
        await foreach (var piece in Words.WithCancellation(cancellation))
            text.Append(piece);
        return text.ToString();
    }

    /// <summary>Tone, source and reason as clients are told them.</summary>
    public GuideTone ToTone() =>
        new(Choice.Tone.WireName, SourceName(Choice.Source), Description.Reason, Choice.Confidence);

    /// <summary>The text in pieces of whole sentences; put together they are the text.</summary>
    public static IEnumerable<string> Pieces(string text)
    {
        var from = 0;
        foreach (var sentence in SentenceSplitter.Split(text).Skip(1))
        {
            if (sentence.Span.Start <= from)
                continue;
            yield return text[from..sentence.Span.Start];
            from = sentence.Span.Start;
        }

        if (from < text.Length)
            yield return text[from..];
    }

    public static string SourceName(ToneSource source) => source switch
    {
        ToneSource.Visitor => "visitor",
        ToneSource.Persona => "persona",
        ToneSource.DeclaredAge => "declared_age",
        ToneSource.Description => "description",
        _ => "fallback",
    };
}
