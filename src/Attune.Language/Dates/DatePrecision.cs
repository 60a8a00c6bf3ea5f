namespace Attune.Language.Dates;

/// <summary>How exactly a date is told, finest first.</summary>
public enum DatePrecision
{
    /// <summary>A day, or a stretch of days such as a week.</summary>
    Day,

    /// <summary>A month.</summary>
    Month,

    /// <summary>A year.</summary>
    Year,

    /// <summary>Ten years: the 1920s are 1920 to 1929.</summary>
    Decade,

    /// <summary>A hundred years: the 19th century is 1801 to 1900.</summary>
    Century,
}
