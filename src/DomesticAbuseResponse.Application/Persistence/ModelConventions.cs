using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore.Metadata;

namespace DomesticAbuseResponse.Application.Persistence;

/// <summary>The names and habits every table shares.</summary>
public static partial class ModelConventions
{
    extension(ModelBuilder builder)
    {
        /// <summary>incidents.logged_at, ix_incidents_logged_at: the names a person would type into psql.</summary>
        public ModelBuilder UseSnakeCaseNames()
        {
            foreach (var entity in builder.Model.GetEntityTypes().Where(e => !e.IsMappedToJson()))
            {
                entity.SetTableName(Snake(entity.GetTableName()!));
                Columns(entity).Where(p => p.GetColumnName() != "xmin").ToList().ForEach(p => p.SetColumnName(Snake(p.GetColumnName())));
                entity.GetKeys().ToList().ForEach(k => k.SetName(Snake(k.GetName()!)));
                entity.GetForeignKeys().ToList().ForEach(f => f.SetConstraintName(Snake(f.GetConstraintName()!)));
                entity.GetIndexes().ToList().ForEach(i => i.SetDatabaseName(Snake(i.GetDatabaseName()!)));
            }

            return builder;
        }

        /// <summary>No record disappears because another one did.</summary>
        public ModelBuilder UseNoCascades()
        {
            builder.Model.GetEntityTypes().SelectMany(e => e.GetForeignKeys()).Where(f => !f.IsOwnership && f.DeleteBehavior is DeleteBehavior.Cascade && f.GetNavigation(pointsToPrincipal: false) is null).ToList()
                .ForEach(f => f.DeleteBehavior = DeleteBehavior.Restrict);
            return builder;
        }

        /// <summary>Every <c>uint Version</c> is PostgreSQL's own row version.</summary>
        public ModelBuilder UseRowVersions()
        {
            foreach (var version in builder.Model.GetEntityTypes().Select(e => e.FindProperty("Version")).Where(p => p?.ClrType == typeof(uint)))
            {
                builder.Entity(version!.DeclaringType.ClrType).Property("Version").IsRowVersion();
            }

            return builder;
        }
    }

    private static IEnumerable<IMutableProperty> Columns(IMutableTypeBase type) =>
        type.GetProperties().Concat(type.GetComplexProperties().SelectMany(c => Columns(c.ComplexType)));

    private static string Snake(string name) => WordStart().Replace(name, "_$0").ToLowerInvariant();

    [GeneratedRegex("(?<=[a-z0-9])[A-Z]")]
    private static partial Regex WordStart();
}
