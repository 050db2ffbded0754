-- No statement looks into these documents for a condition, and to compare and sort thousands of them took more
-- of the processors than anything else that autovacuum does.
ALTER TABLE ordering.order_event ALTER COLUMN payload SET STATISTICS 0;
ALTER TABLE ordering.orders ALTER COLUMN lines SET STATISTICS 0;
ALTER TABLE ordering.orders ALTER COLUMN shipping_address SET STATISTICS 0;
ALTER TABLE ordering.recorded_answer ALTER COLUMN answer SET STATISTICS 0;
ALTER TABLE views.order_view ALTER COLUMN document SET STATISTICS 0;
ALTER TABLE views.order_history ALTER COLUMN data SET STATISTICS 0;
