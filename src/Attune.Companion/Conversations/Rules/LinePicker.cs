using System.Text;

namespace Attune.Companion.Conversations.Rules;

/// <summary>
/// Chooses one of several texts for a message: the same one for the same message every time, and none that was said in
/// the last turns while there are others.
/// </summary>
internal sealed class LinePicker
{
    /// <summary>Replies back in which no text is said twice while there are others.</summary>
    public const int TurnsRemembered = 20;

    /// <summary>Replies back that are looked at: texts older than the last turns are still better not repeated.</summary>
    public const int TurnsKnown = 60;

    private const ulong OffsetBasis = 14695981039346656037;
    private const ulong Prime = 1099511628211;

    private readonly ulong _seed;
    private readonly IReadOnlyList<string> _repliesNewestFirst;

    /// <param name="conversationId">With the message's id the seed of every choice.</param>
    /// <param name="messageId">The message that is answered.</param>
    /// <param name="repliesNewestFirst">What was said before.</param>
    public LinePicker(string conversationId, string messageId, IEnumerable<string> repliesNewestFirst)
    {
        _seed = Hash(OffsetBasis, $"{conversationId}\n{messageId}");
        _repliesNewestFirst = [.. repliesNewestFirst.Take(TurnsKnown)];
    }

    /// <summary>A text that was not said in the last turns; null when all of them were.</summary>
    /// <param name="lines">The texts.</param>
    /// <param name="turns">How many turns are the last ones.</param>
    public string? Fresh(IEnumerable<string> lines, int turns = TurnsRemembered) =>
        lines.Where(line => LastUse(line) >= turns).OrderBy(Order).FirstOrDefault();

    /// <summary>A text that was not said in the last turns or, when all were, the one that was said longest ago.</summary>
    public string Any(IReadOnlyList<string> lines) =>
        Fresh(lines) ?? lines.OrderByDescending(LastUse).ThenBy(Order).First();

    /// <summary>True in this share of all messages, always the same for one message.</summary>
    /// <param name="what">Tells choices about the same message apart.</param>
    /// <param name="percent">0 to 100.</param>
    public bool Chance(string what, int percent) => Order(what) % 100 < (ulong)percent;

    /// <summary>Turns since a text was said, from 0; <see cref="TurnsKnown"/> when it was not.</summary>
    private int LastUse(string line)
    {
        var parts = Placeholders.Literals(line);
        for (var i = 0; i < _repliesNewestFirst.Count; i++)
        {
            if (HoldsInOrder(_repliesNewestFirst[i], parts))
                return i;
        }

        return TurnsKnown;
    }

    private static bool HoldsInOrder(string reply, IReadOnlyList<string> parts)
    {
        var from = 0;
        foreach (var part in parts)
        {
            var at = reply.IndexOf(part, from, StringComparison.Ordinal);
            if (at < 0)
                return false;
            from = at + part.Length;
        }

        return true;
    }

    private ulong Order(string line)
    {
        var hash = Hash(_seed, line);

        // The last characters reach only the low bits by multiplication: mixed, the order depends on all of them.
        hash ^= hash >> 32;
        hash *= Prime;
        return hash ^ (hash >> 29);
    }

    /// <summary>FNV-1a (Fowler, Noll, Vo): the same in every process, unlike the hash of .NET strings.</summary>
    private static ulong Hash(ulong start, string text)
    {
        var hash = start;
        foreach (var unit in Encoding.UTF8.GetBytes(text))
            hash = (hash ^ unit) * Prime;
        return hash;
    }
}
