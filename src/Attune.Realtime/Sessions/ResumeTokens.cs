using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Attune.Foundation.Hosting;

namespace Attune.Realtime.Sessions;

/// <summary>
/// The signed, opaque position that every transport takes back: generation and seq of each domain that is followed.
/// The key is made once and kept in the data folder, so that tokens survive a restart.
/// </summary>
internal sealed class ResumeTokens(DataFolder folder)
{
    private const int KeyBytes = 32;
    private const int TagBytes = 16;
    private const int MaxLength = 4096;
    private const int FieldsOfPosition = 3;

    private readonly Lazy<byte[]> _key = new(() => LoadKey(folder));
    private LastToken? _last;

    /// <summary>Makes a token.</summary>
    /// <param name="organisation">Whose position; the token counts for nobody else.</param>
    /// <param name="positions">Everything after these is wanted; at least one.</param>
    public string Make(string organisation, IReadOnlyList<DomainPosition> positions)
    {
        var text = new StringBuilder(organisation);
        foreach (var (domain, generation, seq) in positions)
            text.Append(CultureInfo.InvariantCulture, $"\n{domain}\n{generation}\n{seq}");
        var content = Encoding.UTF8.GetBytes(text.ToString());
        return Base64Url.EncodeToString([.. content, .. Sign(content)]);
    }

    /// <summary>The token for a single position; made once for all the clients that are at it.</summary>
    public string Make(string organisation, DomainPosition position)
    {
        // A lost race makes a token twice, which is the same text.
        if (Volatile.Read(ref _last) is { } last && last.Position == position && last.Organisation == organisation)
            return last.Token;
        var token = Make(organisation, [position]);
        Volatile.Write(ref _last, new LastToken(organisation, position, token));
        return token;
    }

    /// <summary>Reads a token; null when it is none of ours.</summary>
    public ResumePosition? Read(string organisation, string token)
    {
        if (token.Length > MaxLength || !Base64Url.IsValid(token, out var length) || length <= TagBytes)
            return null;
        var bytes = Base64Url.DecodeFromChars(token);
        var content = bytes.AsSpan(0, bytes.Length - TagBytes);
        if (!CryptographicOperations.FixedTimeEquals(Sign(content), bytes.AsSpan(content.Length)))
            return null;
        var fields = Encoding.UTF8.GetString(content).Split('\n');
        if (fields[0] != organisation)
            return null;
        // The first releases wrote no name: one position, in the organisation's own domain.
        return fields.Length == FieldsOfPosition ? Positions(["", .. fields[1..]]) : Positions(fields[1..]);
    }

    private static ResumePosition? Positions(string[] fields)
    {
        if (fields.Length == 0 || fields.Length % FieldsOfPosition != 0)
            return null;
        var positions = new List<DomainPosition>(fields.Length / FieldsOfPosition);
        for (var i = 0; i < fields.Length; i += FieldsOfPosition)
        {
            if (!long.TryParse(fields[i + 2], NumberStyles.None, CultureInfo.InvariantCulture, out var seq))
                return null;
            positions.Add(new DomainPosition(fields[i], fields[i + 1], seq));
        }

        return new ResumePosition(positions);
    }

    private ReadOnlySpan<byte> Sign(ReadOnlySpan<byte> content) => HMACSHA256.HashData(_key.Value, content).AsSpan(0, TagBytes);

    private static byte[] LoadKey(DataFolder folder)
    {
        var path = folder.At("keys", "resume.key");
        if (File.Exists(path) && File.ReadAllBytes(path) is { Length: KeyBytes } key)
            return key;
        key = RandomNumberGenerator.GetBytes(KeyBytes);
        if (folder.ReadOnlyReason is null)
            TryKeep(path, key);
        return key;
    }

    private static void TryKeep(string path, byte[] key)
    {
        try
        {
            Keep(path, key);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // The disk is full: tokens of this run will not outlive it, and clients then resume by number.
        }
    }

    private static void Keep(string path, byte[] key)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var file = new FileStream(path, options);
        file.Write(key);
    }

    private sealed record LastToken(string Organisation, DomainPosition Position, string Token);
}
