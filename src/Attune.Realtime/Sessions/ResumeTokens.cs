using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Attune.Foundation.Hosting;

namespace Attune.Realtime.Sessions;

/// <summary>
/// The signed, opaque position that every transport takes back: generation and seq of the organisation's own domain.
/// The key is made once and kept in the data folder, so that tokens survive a restart.
/// </summary>
internal sealed class ResumeTokens(DataFolder folder)
{
    private const int KeyBytes = 32;
    private const int TagBytes = 16;

    private readonly Lazy<byte[]> _key = new(() => LoadKey(folder));

    /// <summary>Makes a token.</summary>
    /// <param name="organisation">Whose position; the token counts for nobody else.</param>
    /// <param name="generation">The incarnation of the log.</param>
    /// <param name="seq">Everything after it is wanted.</param>
    public string Make(string organisation, string generation, long seq)
    {
        var content = Encoding.UTF8.GetBytes($"{organisation}\n{generation}\n{seq}");
        return Base64Url.EncodeToString([.. content, .. Sign(content)]);
    }

    /// <summary>Reads a token; null when it is none of ours.</summary>
    public (string Generation, long Seq)? Read(string organisation, string token)
    {
        if (token.Length > 512 || !Base64Url.IsValid(token, out var length) || length <= TagBytes)
            return null;
        var bytes = Base64Url.DecodeFromChars(token);
        var content = bytes.AsSpan(0, bytes.Length - TagBytes);
        if (!CryptographicOperations.FixedTimeEquals(Sign(content), bytes.AsSpan(content.Length)))
            return null;
        var fields = Encoding.UTF8.GetString(content).Split('\n');
        return fields is [var owner, var generation, var seq] && owner == organisation && long.TryParse(seq, out var number)
            ? (generation, number)
            : null;
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
}
