using System.Text;
using System.Text.Json;

namespace Attune.Architecture.Tests.Sources;

/// <summary>A value in appsettings.json.</summary>
/// <param name="Key">Its path with ':' between sections.</param>
/// <param name="Value">Its text; lists and empty sections stand as JSON.</param>
/// <param name="Comment">The comment lines right above it, joined.</param>
internal sealed record SettingLine(string Key, string Value, string Comment);

/// <summary>Reads appsettings.json with its comments: the file is the documentation of the host's own settings.</summary>
internal static class SettingsFile
{
    public const string Path = "src/Attune.Server/appsettings.json";

    private static readonly JsonReaderOptions WithComments = new() { CommentHandling = JsonCommentHandling.Allow };

    public static IReadOnlyList<SettingLine> Read(Repository sources)
    {
        var lines = new List<SettingLine>();
        if (sources.Find(Path) is { } file)
        {
            var text = Encoding.UTF8.GetBytes(file.Text);
            var reader = new Utf8JsonReader(text, WithComments);
            while (reader.Read() && reader.TokenType != JsonTokenType.StartObject)
                continue;
            ReadObject(ref reader, text, "", lines);
        }

        return lines;
    }

    private static void ReadObject(ref Utf8JsonReader reader, ReadOnlySpan<byte> text, string prefix, List<SettingLine> lines)
    {
        var comment = new StringBuilder();
        var commentStart = 0L;
        var valueEnd = reader.BytesConsumed;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            // A blank line parts a comment from what follows: it then belongs to nothing below it.
            if (comment.Length > 0 && HasBlankLine(text[(int)commentStart..(int)reader.TokenStartIndex]))
                comment.Clear();
            if (reader.TokenType == JsonTokenType.Comment)
            {
                // A comment behind a value on the same line is not about the next one.
                if (!text[(int)valueEnd..(int)reader.TokenStartIndex].Contains((byte)'\n'))
                    continue;
                comment.Append(comment.Length > 0 ? " " : "").Append(reader.GetComment().Trim());
                commentStart = reader.TokenStartIndex;
                continue;
            }

            var key = prefix + reader.GetString();
            ReadValueStart(ref reader);
            if (reader.TokenType == JsonTokenType.StartObject)
                ReadObject(ref reader, text, key + ":", lines);
            else
                lines.Add(new SettingLine(key, ReadValue(ref reader), comment.ToString()));
            comment.Clear();
            valueEnd = reader.BytesConsumed;
        }
    }

    private static bool HasBlankLine(ReadOnlySpan<byte> between) => between.Count((byte)'\n') > 1;

    private static void ReadValueStart(ref Utf8JsonReader reader)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.Comment)
            continue;
    }

    private static string ReadValue(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.StartArray)
        {
            var items = new List<string>();
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                if (reader.TokenType == JsonTokenType.StartObject)
                {
                    reader.Skip();
                    items.Add("{…}");
                }
                else if (reader.TokenType != JsonTokenType.Comment)
                {
                    items.Add(Encoding.UTF8.GetString(reader.ValueSpan));
                }
            }

            return string.Join(", ", items);
        }

        return reader.TokenType == JsonTokenType.String ? reader.GetString()! : Encoding.UTF8.GetString(reader.ValueSpan);
    }
}
