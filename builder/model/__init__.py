"""The values that pass between the stages: as written, as meant, as shown. Nothing here acts or imports a
stage."""
