using System.Globalization;
using System.Text;
using Attune.Fuzz.Fuzzing;

namespace Attune.Fuzz.Targets;

/// <summary>Makes JSON that resembles what clients send: known fields with right and wrong values, doubled, cut off.</summary>
internal static class JsonGrammar
{
    private const int Deepest = 4;

    private static readonly string[] Fields =
    [
        "type", "ref", "services", "version", "lastSeq", "generation", "resume", "propertyId", "filters", "echo", "announcements",
        "token", "access_token", "topics", "topic", "service", "event", "after", "limit", "stream", "part", "at", "data",
        "rollUp", "state", "parts", "id", "key", "scope", "unknown", "",
    ];

    private static readonly string[] Verbs =
    [
        "handshake", "subscribe", "unsubscribe", "publish", "history", "presence", "refresh", "stream.view", "stream.append",
        "stream.end", "stream.stop", "ping", "pong",
    ];

    public static byte[] Frame(Chance chance) => Encoding.UTF8.GetBytes(Spoil(chance, Object(chance, 0)));

    /// <summary>One event or an array of them, as a publish takes them.</summary>
    public static byte[] Publish(Chance chance)
    {
        var events = Enumerable.Range(0, chance.Of(0, 1, 2, 3)).Select(_ => Event(chance)).ToList();
        return Encoding.UTF8.GetBytes(Spoil(chance,
            chance.OneIn(2) && events.Count > 0 ? events[0] : $"[{string.Join(chance.Of(",", " , ", "\n,"), events)}]"));
    }

    private static string Event(Chance chance)
    {
        var service = chance.Of("memory:1", "memory:1", "memory:1", "nope", "UPPER");
        var fields = new List<string> { $"\"service\":\"{service}\"", "\"type\":\"t\"" };
        if (!chance.OneIn(4))
            fields.Add($"\"data\":{(chance.OneIn(2) ? Value(chance, 0) : Object(chance, 1))}");
        while (chance.OneIn(2))
            fields.Add($"\"{chance.Of("id", "key", "scope", "type", "service", "data", "more")}\":{Value(chance, 1)}");
        return "{" + string.Join(',', fields) + "}";
    }

    private static string Object(Chance chance, int depth)
    {
        var fields = new List<string>();
        if (depth == 0 && !chance.OneIn(5))
            fields.Add($"\"type\":\"{chance.Of(Verbs)}\"");
        for (var left = chance.Below(5); left > 0; left--)
            fields.Add($"{Name(chance)}{chance.Of(":", " : ")}{Value(chance, depth + 1)}");
        if (depth == 0 && chance.OneIn(2))
            fields.Insert(chance.Below(fields.Count + 1), $"\"ref\":{chance.Of("5", "\"r\"", "-1.5e3", "\"\\u00e9\"")}");
        return "{" + string.Join(chance.Of(",", ", "), fields) + "}";
    }

    private static string Name(Chance chance)
    {
        var name = chance.Of(Fields);
        return chance.OneIn(12) && name.Length > 0
            ? $"\"\\u{(int)name[0]:x4}{name[1..]}\""
            : Quoted(name);
    }

    private static string Value(Chance chance, int depth) => chance.Below(depth >= Deepest ? 8 : 11) switch
    {
        0 => chance.Number().ToString(CultureInfo.InvariantCulture),
        1 => chance.Of("1e400", "0.1", "-0", "1E-9", "12345678901234567890123", "3.0"),
        2 => chance.Of("true", "false", "null"),
        3 => Quoted(chance.Of(Verbs)),
        4 => chance.Of("\"\\ud800\"", "\"\\udc00x\"", "\"\\u0000\"", "\"\\n\\\"\"", "\"\u2028\""),
        5 => Quoted(chance.Text(12)),
        6 => Quoted(new string('x', chance.Of(127, 128, 129, 256, 257))),
        7 => chance.Of("\"finance\"", "\"memory:1\"", "\"s1\"", "\"text\""),
        8 => "[" + string.Join(',', Enumerable.Range(0, chance.Below(4)).Select(_ => Value(chance, depth + 1))) + "]",
        9 => chance.Of("[\"finance\",\"guest\"]", "[{\"topic\":\"finance\",\"after\":3}]", "{\"text\":5}", "{\"finance\":2}"),
        _ => Object(chance, depth),
    };

    private static string Quoted(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var character in text)
            quoted.Append(character < ' ' || character is '"' or '\\' ? $"\\u{(int)character:x4}" : character.ToString());
        return quoted.Append('"').ToString();
    }

    private static string Spoil(Chance chance, string json) => chance.Below(16) switch
    {
        0 => json[..chance.Below(json.Length + 1)],
        1 => json + chance.Of(" ", "\n", "{}", ",", "\0", "]"),
        2 => chance.Of("\uFEFF", " ", "\t", "//x\n", "[") + json,
        3 => string.Concat(Enumerable.Repeat("[", chance.Of(63, 64, 65, 3000))) + json,
        4 => json.Replace("\"", "'", StringComparison.Ordinal),
        5 => json.Replace(",", ",,", StringComparison.Ordinal),
        _ => json,
    };
}
