namespace Attune.Realtime.AiStreams;

/// <summary>What the states mean.</summary>
internal static class AiStreamStates
{
    /// <summary>Nothing follows: neither open nor orphaned.</summary>
    public static bool IsFinal(this AiStreamState state) => state is not (AiStreamState.Open or AiStreamState.Orphaned);
}
