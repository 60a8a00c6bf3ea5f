namespace Attune.Companion.Guide.Visits;

/// <summary>Which sitting: one visitor at the guide, until idle time or a farewell ends it.</summary>
/// <param name="Organisation">Whose guide.</param>
/// <param name="Principal">Who asks for the visitor, for example a kiosk.</param>
/// <param name="Id">Chosen by the client; empty for a question that belongs to no other.</param>
internal readonly record struct SittingKey(string Organisation, string Principal, string Id)
{
    /// <summary>The sitting of everybody who names none.</summary>
    public const string Shared = "default";

    public const int LongestId = 128;

    /// <summary>True when one visitor's looks must not be taken for the next one's.</summary>
    public bool IsShared => Id is Shared or "";

    /// <summary>True when what is said is remembered for the next question.</summary>
    public bool IsRemembered => Id.Length > 0;

    /// <summary>True for 1 to 128 characters without control characters.</summary>
    public static bool IsUsable(string id) => id.Length is > 0 and <= LongestId && !id.Any(char.IsControl);
}
