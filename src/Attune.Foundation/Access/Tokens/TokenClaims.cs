using System.Buffers;
using System.Text.Json;

namespace Attune.Foundation.Access.Tokens;

/// <summary>
/// Reads the claims of a token whose signature is right. What has the wrong type, is missing or exceeds its bounds makes the
/// token unusable: its signer meant something else than would be understood.
/// </summary>
internal static class TokenClaims
{
    private const int MaxClaims = 64;
    private const int MaxGroups = 32;
    private const int MaxNameLength = 128;
    private const int MaxOrganisationLength = 64;
    private const int MaxGroupLength = 100;
    private const string LettersAndDigits = "abcdefghijklmnopqrstuvwxyz0123456789";
    private static readonly SearchValues<char> OrganisationCharacters = SearchValues.Create(LettersAndDigits + "._-");
    private static readonly SearchValues<char> GroupCharacters = SearchValues.Create(LettersAndDigits + ":._/-");

    // The last second that a DateTimeOffset can hold.
    private const decimal MaxSeconds = 253_402_300_799m;

    /// <param name="json">The claims as JSON.</param>
    /// <param name="homeOrganisation">Counts when the token names no organisation.</param>
    /// <returns>Null when they cannot be used.</returns>
    public static AccessToken? Read(ReadOnlySpan<byte> json, string homeOrganisation)
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        var times = new Dictionary<string, DateTimeOffset>(StringComparer.Ordinal);
        List<string>? allow = null;
        List<string>? groups = null;
        try
        {
            var reader = new Utf8JsonReader(json);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
                return null;
            for (var count = 0; reader.Read() && reader.TokenType == JsonTokenType.PropertyName; count++)
            {
                var name = reader.GetString()!;
                reader.Read();
                var isRead = count < MaxClaims && name switch
                {
                    "exp" or "iat" or "nbf" => TryTime(ref reader, out var time) && times.TryAdd(name, time),
                    "allow" => allow is null && TryTexts(ref reader, RightSet.MaxRights, out allow),
                    "groups" => groups is null && TryTexts(ref reader, MaxGroups, out groups),
                    _ => TryText(ref reader, out var text) ? texts.TryAdd(name, text) : !IsOurs(name) && reader.TrySkip(),
                };
                if (!isRead)
                    return null;
            }

            if (reader.Read())
                return null;
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            // Not JSON, or text that is not UTF-8.
            return null;
        }

        texts.TryAdd("org", homeOrganisation);
        return Judge(texts, times, allow ?? [], groups ?? []);
    }

    /// <summary>Is this the name of an organisation? It also names a folder.</summary>
    public static bool IsOrganisation(string name) => IsName(name, OrganisationCharacters, MaxOrganisationLength);

    /// <summary>Is this the name of a group? It is also part of the name of a topic.</summary>
    public static bool IsGroup(string name) => IsName(name, GroupCharacters, MaxGroupLength);

    /// <summary>Is this the name of a principal?</summary>
    public static bool IsPrincipal(string name) => name.Length is > 0 and <= MaxNameLength && !name.Any(char.IsControl);

    private static AccessToken? Judge(
        Dictionary<string, string> texts, Dictionary<string, DateTimeOffset> times, List<string> allow, List<string> groups)
    {
        if (!texts.TryGetValue("sub", out var principal) || !IsPrincipal(principal)
            || !texts.TryGetValue("jti", out var id) || !IsPrincipal(id)
            || !IsOrganisation(texts["org"]) || !groups.TrueForAll(IsGroup)
            || !times.TryGetValue("iat", out var issuedAt) || !times.TryGetValue("exp", out var expiresAt)
            || expiresAt <= issuedAt)
            return null;
        var notBefore = times.TryGetValue("nbf", out var beginning) && beginning > issuedAt ? beginning : issuedAt;
        var session = texts.GetValueOrDefault("sid", id);
        return IsPrincipal(session)
            ? new AccessToken(texts["org"], principal, id, session, issuedAt, notBefore, expiresAt, groups, allow, texts)
            : null;
    }

    private static bool IsName(string name, SearchValues<char> characters, int maxLength) =>
        name.Length > 0 && name.Length <= maxLength && char.IsAsciiLetterOrDigit(name[0])
        && name.AsSpan().IndexOfAnyExcept(characters) < 0;

    private static bool IsOurs(string name) => name is "sub" or "org" or "jti" or "sid";

    private static bool TryText(ref Utf8JsonReader reader, out string text)
    {
        text = reader.TokenType == JsonTokenType.String ? reader.GetString()! : "";
        return reader.TokenType == JsonTokenType.String;
    }

    private static bool TryTexts(ref Utf8JsonReader reader, int max, out List<string>? texts)
    {
        texts = [];
        if (reader.TokenType != JsonTokenType.StartArray)
            return false;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (texts.Count == max || !TryText(ref reader, out var text))
                return false;
            texts.Add(text);
        }

        return true;
    }

    /// <summary>Seconds since 1970, also with a fraction (RFC 7519 2, NumericDate).</summary>
    private static bool TryTime(ref Utf8JsonReader reader, out DateTimeOffset time)
    {
        time = default;
        if (reader.TokenType != JsonTokenType.Number || !reader.TryGetDecimal(out var seconds)
            || seconds is < 0 or > MaxSeconds)
            return false;
        time = DateTimeOffset.UnixEpoch.AddTicks((long)(seconds * TimeSpan.TicksPerSecond));
        return true;
    }
}
