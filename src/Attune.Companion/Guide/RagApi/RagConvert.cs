using Attune.Companion.Guide.Limits;
using Attune.Companion.Guide.Visits;
using Attune.Contracts;
using Attune.Contracts.Guide.Rag;
using Attune.Foundation.Failures;
using Attune.Foundation.Hosting;
using Attune.Foundation.Http;
using Attune.Language;
using Attune.Language.Tones;
using Microsoft.AspNetCore.Http;

namespace Attune.Companion.Guide.RagApi;

/// <summary>Says a text in a tone.</summary>
internal sealed class RagConvert(ToneVoice voice, GuideLimits limits, GuideMeter meter, Ids ids, TimeProvider clock)
{
    public const int LongestText = ToneRewriter.LongestDraft;

    public async Task HandleAsync(HttpContext context)
    {
        var body = await RagWire.ReadAsync(context, AttuneJson.Wire.RagConvertRequest);
        var caller = new EndpointCall(context).Caller;
        var failure = body.Failure ?? Check(body.Value) ?? limits.Check(context, VisitorQuestions.Sitting(caller, null));
        if (failure is not null)
        {
            await RagWire.RefuseAsync(context, failure);
            return;
        }

        var request = body.Value;
        var tone = ToneNames.FromWireName(request.Tone) ?? Tone.ChildFriendly;
        var description = VisitorText.Description(request.UserDescription);
        var text = VisitorText.Clean(request.Text!, LongestText);
        var started = clock.GetTimestamp();
        // The question says in which language the visitor speaks; the text keeps its own.
        var said = voice.Say(ids.NewText(), new ToneDraft(text, LanguageDetection.OfDocument(text), tone)
        {
            Description = description,
            Question = request.UserMsg is { } asked ? VisitorText.Clean(asked, VisitorText.LongestQuestion) : null,
        });
        meter.Toned(clock.GetElapsedTime(started), tone.WireName);
        if (request.Stream ?? true)
            await RagStream.WriteAsync(context, VisitorAnswer.Pieces(said).ToAsyncEnumerable(), error: null);
        else
            await RagWire.SendAsync(context, new RagConvertReply(true, request.Text!, said, tone.WireName, description ?? ""),
                AttuneJson.Wire.RagConvertReply);
    }

    private static Failure? Check(RagConvertRequest request)
    {
        if (string.IsNullOrWhiteSpace(request.Text))
            return HttpFailures.InvalidField("text", "must not be empty");
        return VisitorText.Count(request.Text) > LongestText
            ? GuideFailures.TextTooLong(LongestText)
            : VisitorQuestions.CheckTone(request.Tone);
    }
}
