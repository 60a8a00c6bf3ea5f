using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Attune.Server.Verbs.Simulate.Checking;

/// <summary>A fingerprint of a log: SHA-256 over seq, id, type and data of all events in seq order.</summary>
internal static class LogHash
{
    /// <summary>64 lower-case hexadecimal digits.</summary>
    public static string Of(IReadOnlyDictionary<string, IReadOnlyList<LogEvent>> log)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var item in log.Values.SelectMany(events => events).OrderBy(item => item.Seq))
        {
            Add(hash, item.Seq.ToString(CultureInfo.InvariantCulture));
            Add(hash, item.Id);
            Add(hash, item.Type);
            Add(hash, item.Data);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>Each field ends with a zero byte, which JSON text and ids never contain, so no two logs run together.</summary>
    private static void Add(IncrementalHash hash, string field)
    {
        hash.AppendData(Encoding.UTF8.GetBytes(field));
        hash.AppendData([0]);
    }
}
