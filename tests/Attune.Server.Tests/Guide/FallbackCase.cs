using Attune.Server.Verbs.Describe;

namespace Attune.Server.Tests.Guide;

/// <summary>One way to fail.</summary>
/// <param name="Name">Names it in reports.</param>
/// <param name="Describer">How the describer behaves; null for one that is down.</param>
/// <param name="Reason">What the log must tell.</param>
/// <param name="Model">Name of the model, which says what it does; null for none.</param>
/// <param name="Settings">Further arguments of the server.</param>
internal sealed record FallbackCase(
    string Name, DescriberPlan? Describer, string Reason, string? Model = null, params string[] Settings)
{
    /// <summary>The tone that is right.</summary>
    public string Tone
    {
        get => field ?? (ReferenceEquals(Describer, Known) ? "elder_friendly" : "casual_friendly");
        init;
    }

    /// <summary>What the model says, as far as it comes.</summary>
    public string Script { get; init; } = "The ferry to the island leaves at 7:45 from pier four [1].";

    /// <summary>What the log must tell besides.</summary>
    public string AlsoLogged { get; init; } = "";

    /// <summary>The description that the tone comes from; null where the tone is casual.</summary>
    public string? Description => Reason.StartsWith("describer_", StringComparison.Ordinal) || Describer is null
        ? null
        : Describer.Text ?? "";

    private const string Elder = "An elderly man with white hair, leaning on a cane.";

    private static readonly DescriberPlan Known = Saying(Elder);

    /// <summary>The table.</summary>
    public static IReadOnlyList<FallbackCase> All { get; } =
    [
        new("down", null, "describer_unreachable"),
        new("hang", new DescriberPlan { Mode = DescriberMode.Hang }, "describer_timed_out"),
        new("status-500", new DescriberPlan { FailRate = 1 }, "describer_bad_status"),
        new("invalid-json", new DescriberPlan { Mode = DescriberMode.InvalidJson }, "describer_invalid_json"),
        new("missing-field", new DescriberPlan { Mode = DescriberMode.MissingField }, "describer_missing_field"),
        new("unsuccessful", new DescriberPlan { Mode = DescriberMode.Unsuccessful }, "describer_not_successful"),
        new("empty", new DescriberPlan { Mode = DescriberMode.Empty }, "describer_empty"),
        new("100-kilobytes", Saying("A girl of about seven in a school uniform. " + new string('x', 100 * 1024)),
            "from_describer") { Tone = "child_friendly" },
        new("emoji", Saying("👧🎒 A little girl, about six years old, with a school backpack 🎀"), "from_describer")
        {
            Tone = "child_friendly",
        },
        new("mixed-language", Saying("一位年長的 gentleman with white hair，拄著拐杖 and a flat cap。"), "from_describer")
        {
            Tone = "elder_friendly",
        },
        new("control-characters", Saying("A man in a \u0007dark suit and tie,\u202E with a briefcase."), "from_describer")
        {
            Tone = "professional_friendly",
        },
        new("model-down", Known, "model_failed", "broken"),
        new("model-silent", Known, "model_timed_out", "silent", "--Inference:FirstPieceSeconds=0.5"),
        new("model-hangs-midway", Known, "model_timed_out", "hangs", "--Inference:BetweenPiecesSeconds=0.5"),
        new("model-hangs-after-a-sentence", Known, "broke off in the middle (model_timed_out)", "hangs",
            "--Inference:BetweenPiecesSeconds=0.5")
        {
            Script = "Dogs travel free [1]. The ferry to the island leaves at 7:45 from pier four [1].",
        },
        new("model-dies-midway", Known, "model_interrupted", "dies"),
        new("model-babbles", Known, "model_not_compatible", "garbage"),
        new("model-invents", Known, "model_unsupported", "echo"),
        new("both-down", null, "describer_unreachable", "broken") { AlsoLogged = "model_failed" },
        new("model-too-slow", Known, "could not be answered within", "silent", "--Guide:OverallSeconds=1"),
    ];

    public override string ToString() => Name;

    private static DescriberPlan Saying(string text) => new() { Mode = DescriberMode.Fixed, Text = text };
}
