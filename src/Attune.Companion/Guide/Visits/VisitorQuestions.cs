using Attune.Contracts.Guide;
using Attune.Contracts.Guide.Rag;
using Attune.Foundation.Access;
using Attune.Foundation.Failures;
using Attune.Foundation.Hosting;
using Attune.Foundation.Http;
using Attune.Language.Tones;

namespace Attune.Companion.Guide.Visits;

/// <summary>Makes visitors' questions of what clients send: checked, cleaned and bounded.</summary>
internal sealed class VisitorQuestions(Ids ids)
{
    private const string ToneRule =
        "must be child_friendly, elder_friendly, professional_friendly or casual_friendly";

    private static readonly (string Name, AgeBand Age)[] Ages =
        [("child", AgeBand.Child), ("adult", AgeBand.Adult), ("elder", AgeBand.Elder)];

    /// <summary>A question in the museum's form.</summary>
    /// <param name="caller">Who asks for the visitor.</param>
    /// <param name="request">What was sent.</param>
    /// <param name="alwaysConverts">True where the route says that the answer is said in a tone.</param>
    public Outcome<VisitorQuestion> From(Caller caller, RagQueryRequest request, bool alwaysConverts)
    {
        if (CheckText(request.TextUserMsg, "text_user_msg") is { } wrongText)
            return wrongText;
        if (CheckSitting(request.SessionId, "session_id") is { } wrongSitting)
            return wrongSitting;
        if (CheckTone(request.Tone) is { } wrongTone)
            return wrongTone;
        return new VisitorQuestion(ids.NewText(), Sitting(caller, request.SessionId), TextOf(request.TextUserMsg!))
        {
            Description = VisitorText.Description(request.UserDescription),
            Tone = ToneNames.FromWireName(request.Tone),
            ConvertTone = alwaysConverts || (request.ConvertTone ?? true),
            IncludeHistory = request.IncludeHistory ?? true,
        };
    }

    /// <summary>A question in our own form.</summary>
    public Outcome<VisitorQuestion> From(Caller caller, GuideQuestion request)
    {
        if (CheckText(request.Question, "question") is { } wrongText)
            return wrongText;
        if (CheckSitting(request.SittingId, "sittingId") is { } wrongSitting)
            return wrongSitting;
        if (CheckTone(request.Tone) is { } wrongTone)
            return wrongTone;
        if (request.Age is not null && !Ages.Any(age => age.Name == request.Age))
            return HttpFailures.InvalidField("age", "must be child, adult or elder");
        var sitting = new SittingKey(caller.Organisation, caller.Principal, request.SittingId ?? "");
        return new VisitorQuestion(ids.NewText(), sitting, TextOf(request.Question!))
        {
            Description = request.UseDescription is false ? null : VisitorText.Description(request.UserDescription),
            UseDescription = request.UseDescription ?? true,
            Tone = ToneNames.FromWireName(request.Tone),
            Age = AgeOf(request.Age),
        };
    }

    /// <summary>The sitting that a client of the museum names; the shared one when it names none.</summary>
    public static SittingKey Sitting(Caller caller, string? id) =>
        new(caller.Organisation, caller.Principal, id ?? SittingKey.Shared);

    /// <summary>What is wrong with the name of a sitting; null when nothing is.</summary>
    public static Failure? CheckSitting(string? id, string field) => id is null || SittingKey.IsUsable(id)
        ? null
        : HttpFailures.InvalidField(field, $"must be 1 to {SittingKey.LongestId} characters without control characters");

    /// <summary>What is wrong with the name of a tone; null when nothing is.</summary>
    public static Failure? CheckTone(string? tone) =>
        tone is null || ToneNames.FromWireName(tone) is not null ? null : HttpFailures.InvalidField("tone", ToneRule);

    /// <summary>The age band of a name; null for none.</summary>
    public static AgeBand? AgeOf(string? name) => Array.FindIndex(Ages, age => age.Name == name) is >= 0 and var index
        ? Ages[index].Age
        : null;

    /// <summary>The name of an age band; null for none.</summary>
    public static string? NameOf(AgeBand? band) => band is { } age ? Array.Find(Ages, one => one.Age == age).Name : null;

    private static Failure? CheckText(string? text, string field)
    {
        if (string.IsNullOrWhiteSpace(text) || TextOf(text).Length == 0)
            return HttpFailures.InvalidField(field, "must not be empty");
        return VisitorText.Count(text.Trim()) > VisitorText.LongestQuestion
            ? GuideFailures.VisitorQuestionTooLong(VisitorText.LongestQuestion)
            : null;
    }

    private static string TextOf(string text) => VisitorText.Clean(text, VisitorText.LongestQuestion);
}
