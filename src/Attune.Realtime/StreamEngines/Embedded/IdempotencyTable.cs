using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Attune.Realtime.StreamEngines.Embedded;

/// <summary>
/// Remembers which ids were published within the window, so that a repeat gets the first result. Bounded by time and
/// count; the oldest go first. Guarded by the domain's gate.
/// </summary>
internal sealed class IdempotencyTable(TimeSpan window, int maxEntries)
{
    private readonly Dictionary<UInt128, (long Seq, long At)> _seqs = [];
    private readonly Queue<(UInt128 Key, long At)> _order = new();

    /// <summary>Entries that went before their time because the table was full.</summary>
    public long EvictedEarly { get; private set; }

    public int Count => _seqs.Count;

    /// <summary>The key of an id: ids are unique per topic and principal.</summary>
    public static UInt128 KeyOf(string topic, string principal, string id)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes($"{topic}\n{principal}\n{id}"), hash);
        return BinaryPrimitives.ReadUInt128LittleEndian(hash);
    }

    public bool TryGet(UInt128 key, out long seq)
    {
        var found = _seqs.TryGetValue(key, out var entry);
        seq = entry.Seq;
        return found;
    }

    /// <param name="key">The id's key.</param>
    /// <param name="seq">The result to return for repeats.</param>
    /// <param name="at">When it was published, Unix microseconds.</param>
    public void Add(UInt128 key, long seq, long at)
    {
        while (_seqs.Count >= maxEntries && _order.Count > 0)
        {
            Forget();
            EvictedEarly++;
        }

        _seqs[key] = (seq, at);
        _order.Enqueue((key, at));
    }

    /// <summary>Takes back an id whose event was not stored after all.</summary>
    public void Remove(UInt128 key) => _seqs.Remove(key);

    /// <param name="now">Unix microseconds.</param>
    public void ForgetOld(long now)
    {
        var limit = now - (long)window.TotalMicroseconds;
        while (_order.TryPeek(out var oldest) && oldest.At < limit)
            Forget();
    }

    private void Forget()
    {
        // An id that was taken back and published again has a younger entry further behind.
        if (_order.TryDequeue(out var oldest) && _seqs.TryGetValue(oldest.Key, out var entry) && entry.At == oldest.At)
            _seqs.Remove(oldest.Key);
    }
}
