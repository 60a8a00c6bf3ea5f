using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Attune.Server.Tests.Wire.Access;

/// <summary>Tokens as a program of somebody else would make them: JSON Web Tokens, HS256, with the key of the settings.</summary>
internal static class SignedToken
{
    public const string Key = "a-key-that-only-these-tests-know-0123456789";
    public const string KeySetting = "--Access:Key=" + Key;
    public const string ModeSetting = "--Access:Mode=tokens";

    private static int s_next;

    /// <summary>Makes one.</summary>
    /// <param name="principal">Whose.</param>
    /// <param name="seconds">How long it counts from now; may be negative.</param>
    /// <param name="groups">Groups of its holder, separated by commas.</param>
    /// <param name="id">Its id; one of its own if absent.</param>
    /// <param name="organisation">Whose organisation.</param>
    /// <param name="allow">What it allows.</param>
    public static string For(
        string principal, ReadOnlySpan<string> allow, double seconds = 600, string groups = "", string? id = null,
        string organisation = "local")
    {
        var now = (DateTimeOffset.UtcNow - DateTimeOffset.UnixEpoch).TotalSeconds;
        id ??= $"t{Interlocked.Increment(ref s_next)}";
        var (issued, members) = (Math.Min(now, now + seconds - 1), groups.Split(',', StringSplitOptions.RemoveEmptyEntries));
        var claims = string.Create(CultureInfo.InvariantCulture, $$"""
            {"sub":"{{principal}}","org":"{{organisation}}","jti":"{{id}}","sid":"s-{{id}}",
            "iat":{{issued:F6}},"exp":{{now + seconds:F6}},
            "allow":[{{Texts(allow.ToArray())}}],"groups":[{{Texts(members)}}]}
            """);
        var content = $"{Encode("""{"typ":"JWT","alg":"HS256"}""")}.{Encode(claims)}";
        var signature = HMACSHA256.HashData(Encoding.UTF8.GetBytes(Key), Encoding.ASCII.GetBytes(content));
        return $"{content}.{Base64Url.EncodeToString(signature)}";
    }

    private static string Texts(string[] texts) => string.Join(',', texts.Select(text => $"\"{text}\""));

    private static string Encode(string text) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));
}
