using System.Security.Cryptography;
using System.Text;

namespace Attune.Companion.Guide.Visits;

/// <summary>
/// A short name for a description in logs, so that two lines can be told to speak of the same one. Made with a key that dies
/// with the process: a plain hash of "a boy in a red shirt" could be guessed.
/// </summary>
internal static class DescriptionFingerprint
{
    private const int KeyBytes = 32;
    private const int ShownBytes = 4;
    private static readonly byte[] Key = RandomNumberGenerator.GetBytes(KeyBytes);

    /// <summary>Eight hexadecimal digits.</summary>
    public static string Of(string description) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(Key, Encoding.UTF8.GetBytes(description)).AsSpan(0, ShownBytes));
}
