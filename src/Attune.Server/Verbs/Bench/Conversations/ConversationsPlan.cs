using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Attune.Server.Verbs.Simulate;

namespace Attune.Server.Verbs.Bench.Conversations;

/// <summary>The load: so many conversations at once, each with a message every so many seconds.</summary>
internal sealed record ConversationsPlan
{
    public const string Arguments = "[--conversations N] [--seconds N] [--every N]";
    public const string Usage =
        "                   --conversations N   1 to 5000; default 200\n"
        + "                   --seconds N         how long messages are sent, 1 to 3600; default 60\n"
        + "                   --every N           seconds between two messages of a conversation, 1 to 600; default 5\n";

    /// <summary>The texts are the same in every run, so that figures of two commits can be compared.</summary>
    private const ulong Seed = 20_261_122;

    private static readonly string[] Personas = ["mia", "guide"];

    public int Conversations { get; init; } = 200;

    public int Seconds { get; init; } = 60;

    public int Every { get; init; } = 5;

    /// <summary>Reads the arguments after <c>bench conversations</c>.</summary>
    /// <returns>Null when they are not understood.</returns>
    public static ConversationsPlan? Read(IReadOnlyList<string> arguments)
    {
        var plan = new ConversationsPlan();
        for (var i = 0; i < arguments.Count && plan is not null; i += 2)
            plan = i + 1 < arguments.Count ? plan.With(arguments[i], arguments[i + 1]) : null;
        return plan;
    }

    /// <summary>What everyone says and when. First messages are spread over the pause between two, so the load is even.</summary>
    public IReadOnlyList<PlannedConversation> Draw()
    {
        var random = new SplitMix(Seed);
        return [.. Enumerable.Range(0, Conversations).Select(number => Draw(number, random.Fork($"conversation {number}")))];
    }

    /// <summary>SHA-256 over all texts in order, lower-case hexadecimal.</summary>
    public static string Fingerprint(IEnumerable<PlannedConversation> conversations)
    {
        var texts = conversations.SelectMany(conversation => conversation.Messages).Select(message => message.Text);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', texts))));
    }

    private PlannedConversation Draw(int number, SplitMix random)
    {
        var persona = Personas[number % Personas.Length];
        var isChinese = number / Personas.Length % 2 == 1;
        var first = TimeSpan.FromSeconds(Every) * number / Conversations;
        var messages = new List<PlannedMessage>();
        for (var at = first; at < TimeSpan.FromSeconds(Seconds); at += TimeSpan.FromSeconds(Every))
            messages.Add(new PlannedMessage(at, SyntheticTexts.Draw(persona, isChinese, random)));
        return new PlannedConversation(number, persona, isChinese ? "zh-Hant" : "en", messages);
    }

    private ConversationsPlan? With(string name, string value) => name switch
    {
        "--conversations" => Number(value, 5_000) is { } number ? this with { Conversations = number } : null,
        "--seconds" => Number(value, 3_600) is { } number ? this with { Seconds = number } : null,
        "--every" => Number(value, 600) is { } number ? this with { Every = number } : null,
        _ => null,
    };

    private static int? Number(string text, int most) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= most
            ? number
            : null;
}

/// <summary>One conversation of the load.</summary>
/// <param name="Number">From 0.</param>
/// <param name="Persona">Who is talked to.</param>
/// <param name="Language">Of everything that is said.</param>
/// <param name="Messages">In the order of their times.</param>
internal sealed record PlannedConversation(
    int Number, string Persona, string Language, IReadOnlyList<PlannedMessage> Messages);

/// <summary>One message of the load.</summary>
/// <param name="At">When it is sent, since the start of the load.</param>
/// <param name="Text">What it says.</param>
internal sealed record PlannedMessage(TimeSpan At, string Text);
