namespace RealtimeLoad.AiStreams;

/// <summary>How streams are written and viewed.</summary>
/// <param name="Name">Begins the names of the streams.</param>
/// <param name="Viewers">Viewers of each stream.</param>
/// <param name="TokensPerSecond">Speed of each producer.</param>
/// <param name="MinTokens">The shortest stream that nobody stops.</param>
/// <param name="MaxTokens">The longest stream.</param>
/// <param name="ReconnectsPerToken">Chance that some viewer loses its connection while a token is written.</param>
internal sealed record StreamPlan(
    string Name, int Viewers, double TokensPerSecond, int MinTokens, int MaxTokens, double ReconnectsPerToken);
