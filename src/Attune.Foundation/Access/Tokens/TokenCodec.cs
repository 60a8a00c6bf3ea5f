using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Attune.Foundation.Failures;

namespace Attune.Foundation.Access.Tokens;

/// <summary>
/// Signs and reads tokens: JSON Web Tokens (RFC 7519) with HMAC-SHA256 and nothing else, so that a program in any language
/// can make them with the same key. The signature is compared in constant time before a byte of the content is looked at.
/// </summary>
internal sealed class TokenCodec(TokenKey key)
{
    /// <summary>Longest token, characters.</summary>
    public const int MaxLength = 8192;

    private const string HomeOrganisation = "local";
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    private static readonly SearchValues<char> Characters = SearchValues.Create(Alphabet);
    private static readonly string Header = Base64Url.EncodeToString("""{"alg":"HS256","typ":"JWT"}"""u8);

    /// <summary>Makes the token.</summary>
    public string Sign(AccessToken token)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("sub"u8, token.Principal);
            json.WriteString("org"u8, token.Organisation);
            json.WriteString("jti"u8, token.Id);
            json.WriteString("sid"u8, token.Session);
            WriteTime(json, "iat", token.IssuedAt);
            WriteTime(json, "exp", token.ExpiresAt);
            WriteTexts(json, "allow", token.Allow);
            WriteTexts(json, "groups", token.Groups);
            json.WriteEndObject();
        }

        return SignJson(buffer.WrittenSpan);
    }

    /// <summary>Reads a token; says nothing of when it counts.</summary>
    /// <param name="text">What a client sent, however hostile.</param>
    public Outcome<AccessToken> Read(string text)
    {
        if (text.Length > MaxLength)
            return AccessFailures.TokenInvalid($"It is longer than {MaxLength} characters.");
        var first = text.IndexOf('.', StringComparison.Ordinal);
        var last = text.LastIndexOf('.');
        if (first <= 0 || last <= first + 1 || !IsText(text.AsSpan(0, first))
            || !IsText(text.AsSpan(first + 1, last - first - 1)) || !IsText(text.AsSpan(last + 1)))
            return AccessFailures.TokenInvalid("It is not a JSON Web Token of three parts.");
        if (!HasSignature(text.AsSpan(0, last), text.AsSpan(last + 1)))
            return AccessFailures.TokenInvalid("It was not signed with this server's key by HMAC-SHA256.");
        if (!IsHeader(Base64Url.DecodeFromChars(text.AsSpan(0, first))))
            return AccessFailures.TokenInvalid("Its header must say {\"alg\":\"HS256\"} and demand nothing else.");
        var claims = Base64Url.DecodeFromChars(text.AsSpan(first + 1, last - first - 1));
        return TokenClaims.Read(claims, HomeOrganisation) is { } token
            ? token
            : AccessFailures.TokenInvalid(
                "Its claims must be sub, jti, iat, exp and may be org, sid, allow, groups, within their bounds.");
    }

    /// <summary>Signs any claims; tests make hostile ones with it.</summary>
    internal string SignJson(ReadOnlySpan<byte> claims, string? header = null)
    {
        var content = $"{header ?? Header}.{Base64Url.EncodeToString(claims)}";
        return $"{content}.{Base64Url.EncodeToString(HMACSHA256.HashData(key.Bytes, Encoding.ASCII.GetBytes(content)))}";
    }

    private static bool IsText(ReadOnlySpan<char> part) =>
        !part.IsEmpty && part.IndexOfAnyExcept(Characters) < 0 && Base64Url.IsValid(part);

    private bool HasSignature(ReadOnlySpan<char> content, ReadOnlySpan<char> signature)
    {
        Span<byte> given = stackalloc byte[HMACSHA256.HashSizeInBytes];
        if (!Base64Url.TryDecodeFromChars(signature, given, out var length) || length != given.Length)
            return false;
        var signed = ArrayPool<byte>.Shared.Rent(content.Length);
        Span<byte> expected = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(key.Bytes, signed.AsSpan(0, Encoding.ASCII.GetBytes(content, signed)), expected);
        ArrayPool<byte>.Shared.Return(signed, clearArray: true);
        return CryptographicOperations.FixedTimeEquals(given, expected);
    }

    /// <summary>One algorithm, so that nobody can choose a weaker one; "crit" asks for rules that are not known here.</summary>
    private static bool IsHeader(ReadOnlySpan<byte> json)
    {
        try
        {
            var reader = new Utf8JsonReader(json);
            var isOurs = false;
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
                return false;
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                if (reader.ValueTextEquals("crit"u8))
                    return false;
                var isAlgorithm = reader.ValueTextEquals("alg"u8);
                reader.Read();
                if (isAlgorithm && (isOurs || reader.TokenType != JsonTokenType.String || !reader.ValueTextEquals("HS256"u8)))
                    return false;
                isOurs |= isAlgorithm;
                reader.Skip();
            }

            return isOurs && !reader.Read();
        }
        catch (JsonException)
        {
            // Not JSON, so no header.
            return false;
        }
    }

    private static void WriteTime(Utf8JsonWriter json, string name, DateTimeOffset time)
    {
        json.WritePropertyName(name);
        // With its fraction: a token that is made right after a revocation is not one that was made before it.
        var seconds = (time - DateTimeOffset.UnixEpoch).Ticks / (decimal)TimeSpan.TicksPerSecond;
        json.WriteRawValue(seconds.ToString("0.#######", CultureInfo.InvariantCulture));
    }

    private static void WriteTexts(Utf8JsonWriter json, string name, IReadOnlyList<string> texts)
    {
        if (texts.Count == 0)
            return;
        json.WriteStartArray(name);
        foreach (var text in texts)
            json.WriteStringValue(text);
        json.WriteEndArray();
    }
}
