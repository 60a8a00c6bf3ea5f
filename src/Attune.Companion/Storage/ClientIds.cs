using Attune.Foundation.Failures;
using Attune.Foundation.Http;

namespace Attune.Companion.Storage;

/// <summary>Ids that clients choose, so that sending again changes nothing.</summary>
internal static class ClientIds
{
    private const int Longest = 128;

    /// <summary>Null when it may be used; leaving it out is allowed.</summary>
    public static Failure? Check(string? clientId) =>
        clientId is null || (clientId.Length is > 0 and <= Longest && !clientId.Any(char.IsControl))
            ? null
            : HttpFailures.InvalidField("clientId", $"must be 1 to {Longest} characters");
}
