using Attune.Language.Tones;
using Microsoft.Extensions.Logging;

namespace Attune.Companion.Guide.Visits;

/// <summary>Says a draft in a tone. Whatever goes wrong with that, the draft itself is said.</summary>
internal sealed class ToneVoice(ILogger<ToneVoice> log)
{
    /// <param name="visit">Names the question in logs.</param>
    /// <param name="draft">What to say, and how.</param>
    public string Say(string visit, ToneDraft draft)
    {
        try
        {
            var said = ToneRewriter.Rewrite(draft);
            if (said.LostFact is not null)
                log.ToneKeptDraft(visit);
            return string.IsNullOrWhiteSpace(said.Text) ? draft.Text : said.Text;
        }
        catch (Exception error)
        {
            // The visitor's whole answer is there already; no rule about its words may take it away.
            log.ToneFailed(visit, error);
            return draft.Text;
        }
    }
}
