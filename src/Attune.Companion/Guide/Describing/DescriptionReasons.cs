namespace Attune.Companion.Guide.Describing;

/// <summary>
/// Where a description comes from, or why there is none. Told to clients, logs and metrics under these names.
/// </summary>
internal static class DescriptionReasons
{
    /// <summary>The client sent it with the question.</summary>
    public const string FromClient = "from_client";

    /// <summary>The describer told it in time.</summary>
    public const string FromDescriber = "from_describer";

    /// <summary>It was told for an earlier question of the sitting, a moment ago.</summary>
    public const string FromSitting = "from_sitting";

    /// <summary>The visitor does not want to be described, or has chosen the tone already.</summary>
    public const string NotWanted = "not_wanted";

    /// <summary>No describer is set up.</summary>
    public const string NoDescriber = "no_describer";

    /// <summary>The describer cannot be reached.</summary>
    public const string Unreachable = "describer_unreachable";

    /// <summary>The describer did not answer in time.</summary>
    public const string TimedOut = "describer_timed_out";

    /// <summary>The describer answered with another status than 200.</summary>
    public const string BadStatus = "describer_bad_status";

    /// <summary>The describer's answer is too large to be read.</summary>
    public const string TooLarge = "describer_too_large";

    /// <summary>The describer's answer is no JSON object.</summary>
    public const string InvalidJson = "describer_invalid_json";

    /// <summary>The describer's answer lacks a field, or one has another type than agreed.</summary>
    public const string MissingField = "describer_missing_field";

    /// <summary>The describer says that it did not succeed.</summary>
    public const string NotSuccessful = "describer_not_successful";

    /// <summary>The describer sees nobody.</summary>
    public const string Empty = "describer_empty";

    /// <summary>As many descriptions as allowed are being waited for.</summary>
    public const string Busy = "describer_busy";
}
