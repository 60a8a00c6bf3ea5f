namespace RealtimeLoad.Soak;

/// <summary>What is published to and followed.</summary>
internal static class SoakTopics
{
    public const int Count = 50;

    public static string NameOf(int topic) => $"app:s{topic}";
}
