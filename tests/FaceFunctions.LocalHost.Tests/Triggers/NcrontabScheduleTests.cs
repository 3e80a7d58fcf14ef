using System.Globalization;
using FaceFunctions.LocalHost.Triggers;

namespace FaceFunctions.LocalHost.Tests.Triggers;

public sealed class NcrontabScheduleTests
{
    [Theory]
    [InlineData("0 */5 * * * *", "2026-11-23T17:23:17.5", "2026-11-23T17:25:00")]
    [InlineData("0 */5 * * * *", "2026-11-23T17:25:00", "2026-11-23T17:30:00")]
    [InlineData("0 */5 * * * *", "2026-12-31T23:55:00", "2027-01-01T00:00:00")]
    [InlineData("* * * * * *", "2026-11-23T17:23:17.999", "2026-11-23T17:23:18")]
    [InlineData("30 5 * * * *", "2026-11-23T17:05:30", "2026-11-23T18:05:30")]
    [InlineData("0 30 9 * * *", "2026-11-23T09:30:01", "2026-11-24T09:30:00")]
    [InlineData("0 30 9 * * 1-5", "2026-11-27T10:00:00", "2026-11-30T09:30:00")]
    [InlineData("0 0 0 * * 0", "2026-11-23T00:00:00", "2026-11-29T00:00:00")]
    [InlineData("0 0 0 13 * 5", "2026-03-14T00:00:00", "2026-11-13T00:00:00")]
    [InlineData("0 0 9-17/4 * * *", "2026-11-23T13:00:00", "2026-11-23T17:00:00")]
    [InlineData("0 0 9-17/4 * * *", "2026-11-23T17:00:00", "2026-11-24T09:00:00")]
    [InlineData("0 50/3 * * * *", "2026-11-23T17:56:00", "2026-11-23T17:59:00")]
    [InlineData("5,10,40-42 0 0 1 1 *", "2026-01-01T00:00:10", "2026-01-01T00:00:40")]
    [InlineData("0 0 0 31 * *", "2026-01-31T00:00:00", "2026-03-31T00:00:00")]
    [InlineData("0 0 0 29 2 *", "2096-03-01T00:00:00", "2104-02-29T00:00:00")]
    public void NextAfter_gives_the_next_time_of_the_schedule(string expression, string after, string expected)
    {
        NcrontabSchedule schedule = Assert.IsType<NcrontabSchedule>(NcrontabSchedule.Parse(expression));

        Assert.Equal(Utc(expected), schedule.NextAfter(Utc(after)));
    }

    [Fact]
    public void NextAfter_counts_in_UTC()
    {
        NcrontabSchedule schedule = NcrontabSchedule.Parse("0 0 12 * * *")!;

        Assert.Equal(Utc("2026-06-01T12:00:00"), schedule.NextAfter(new DateTimeOffset(2026, 6, 1, 13, 0, 0, TimeSpan.FromHours(2))));
    }

    [Fact]
    public void NextAfter_gives_null_when_there_is_no_such_day() => Assert.Null(NcrontabSchedule.Parse("0 0 0 31 2 *")!.NextAfter(Utc("2026-01-01T00:00:00")));

    [Theory]
    [InlineData("")]
    [InlineData("*/5 * * * *")]
    [InlineData("0 0 * * * * *")]
    [InlineData("60 * * * * *")]
    [InlineData("0 60 * * * *")]
    [InlineData("0 0 24 * * *")]
    [InlineData("0 0 0 0 * *")]
    [InlineData("0 0 0 32 * *")]
    [InlineData("0 0 0 * 13 *")]
    [InlineData("0 0 0 * * 7")]
    [InlineData("0 0 0 * * MON")]
    [InlineData("0 */0 * * * *")]
    [InlineData("0 -5 * * * *")]
    [InlineData("0 5- * * * *")]
    [InlineData("0 9-5 * * * *")]
    [InlineData("0 1,,2 * * * *")]
    [InlineData("0 1/2/3 * * * *")]
    [InlineData("%Schedule%")]
    public void Parse_refuses_what_is_no_expression(string expression) => Assert.Null(NcrontabSchedule.Parse(expression));

    [Fact]
    public void Parse_takes_a_step_beyond_the_range() =>
        Assert.Equal(Utc("2026-01-01T01:00:00"), NcrontabSchedule.Parse("0 */2147483647 * * * *")!.NextAfter(Utc("2026-01-01T00:00:00")));

    private static DateTimeOffset Utc(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
