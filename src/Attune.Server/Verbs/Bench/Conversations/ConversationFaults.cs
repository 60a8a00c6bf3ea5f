namespace Attune.Server.Verbs.Bench.Conversations;

/// <summary>What went wrong.</summary>
/// <param name="Lost">Messages without their answer, and holes in a topic.</param>
/// <param name="Duplicated">What came or is listed more than once.</param>
/// <param name="Reordered">What came or is listed in another order.</param>
internal readonly record struct ConversationFaults(int Lost, int Duplicated, int Reordered)
{
    public static ConversationFaults operator +(ConversationFaults left, ConversationFaults right) =>
        new(left.Lost + right.Lost, left.Duplicated + right.Duplicated, left.Reordered + right.Reordered);
}
