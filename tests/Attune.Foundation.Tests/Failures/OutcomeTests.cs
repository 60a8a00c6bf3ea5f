using Attune.Contracts.Errors;
using Attune.Foundation.Failures;

namespace Attune.Foundation.Tests.Failures;

/// <summary>A value or a failure, never both and never silently neither.</summary>
public sealed class OutcomeTests
{
    private static readonly Failure Broken = new("broken", 409, "It is broken.", "This one is.", "Mend it.");

    [Fact]
    public void A_value_carries_no_failure()
    {
        Outcome<int> outcome = 7;
        Assert.Null(outcome.Failure);
        Assert.Equal(7, outcome.Value);
    }

    [Fact]
    public void Asking_a_failure_for_its_value_is_a_bug_that_names_the_failure()
    {
        Outcome<int> outcome = Broken;
        Assert.Same(Broken, outcome.Failure);
        var bug = Assert.Throws<InvalidOperationException>(() => outcome.Value);
        Assert.Contains("broken", bug.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_value_known_by_its_interface_becomes_an_outcome()
    {
        IReadOnlyList<int> list = [1, 2];
        Assert.Same(list, Outcome.Of(list).Value);
    }

    [Fact]
    public void A_failure_from_the_table_has_the_rows_advice_and_its_own_detail()
    {
        var row = RealtimeErrors.StorageUnavailable;
        var failure = Failure.Of(row, "The disk is full.");
        Assert.Equal((row.Code, row.Status, row.Title, "The disk is full.", row.WhatToDo, row.Retry),
            (failure.Code, failure.Status, failure.Title, failure.Detail, failure.WhatToDo, failure.Retry));
        Assert.Equal(row.Title, Failure.Of(row).Detail);
    }
}
