using Attune.Language;
using Attune.Language.Tones;
using Microsoft.Extensions.Logging;

namespace Attune.Companion.Guide.Visits;

/// <summary>Says a draft in a tone. Whatever goes wrong with that, the draft itself is said.</summary>
internal sealed class ToneVoice(ILogger<ToneVoice> log)
{
    /// <param name="visit">Names the question in logs.</param>
    /// <param name="text">The draft.</param>
    /// <param name="language">Its language.</param>
    /// <param name="tone">The tone.</param>
    /// <param name="description">How the visitor looks; null when unknown.</param>
    /// <param name="isFirst">True for the first answer of a sitting.</param>
    public string Say(string visit, string text, TextLanguage language, Tone tone, string? description, bool isFirst)
    {
        try
        {
            var said = ToneRewriter.Rewrite(new ToneDraft(text, language, tone)
            {
                Description = description,
                IsFirst = isFirst,
            });
            if (said.LostFact is not null)
                log.ToneKeptDraft(visit);
            return string.IsNullOrWhiteSpace(said.Text) ? text : said.Text;
        }
        catch (Exception error)
        {
            // The visitor's whole answer is there already; no rule about its words may take it away.
            log.ToneFailed(visit, error);
            return text;
        }
    }
}
